import { newId, type CustomerGroupId, type CustomerId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { normalizeEmail, type Customer } from './customer.ts'
import { findCustomer, findCustomerByEmail } from './queries.ts'
import { deleteSessionsOf, insertCustomer, updateCustomer } from './store.ts'

export type SaveCustomerRefusal =
  | { code: 'not_found' }
  | { code: 'email_taken' }
  | { code: 'unknown_group' }
  | { code: 'changed_meanwhile' }

type SaveCustomer = Readonly<{
  /** Without one a customer is made. `version` is that of before the change. */
  known?: { id: CustomerId; version: number }
  email: string
  name: string
  groupId: CustomerGroupId | null
  actor: string
}>

/** Makes a customer, or changes one that nobody has changed since it was read. Another address ends all sessions. */
export async function saveCustomer(
  tx: Tx,
  { known, email, name, groupId, actor }: SaveCustomer,
): Promise<Result<{ customerId: CustomerId }, SaveCustomerRefusal>> {
  const row = { id: known?.id ?? newId<'customer'>(), email: normalizeEmail(email), name: name.trim(), groupId }
  try {
    const refusal = known ? await changeRow(tx, row, known.version) : await addRow(tx, row)
    if (refusal) return refuse(refusal)
    await recordEvent(tx, { type: 'customer.saved', subjectId: row.id, actor })
    return ok({ customerId: row.id })
  } catch (error) {
    const rule = brokenRule(error)
    if (rule === 'customers_email_key') return refuse({ code: 'email_taken' })
    if (rule === 'customers_group_id_fkey') return refuse({ code: 'unknown_group' })
    throw error
  }
}

type Row = Parameters<typeof insertCustomer>[1]

const addRow = async (tx: Tx, row: Row): Promise<SaveCustomerRefusal | null> =>
  (await insertCustomer(tx, row)) ? null : { code: 'email_taken' }

async function changeRow(tx: Tx, row: Row, version: number): Promise<SaveCustomerRefusal | null> {
  const before = await findCustomer(tx, row.id)
  if (!before) return { code: 'not_found' }
  if (!(await updateCustomer(tx, row, version))) return { code: 'changed_meanwhile' }
  // Whoever read the old address has proved nothing about the new one.
  if (before.email !== row.email) await deleteSessionsOf(tx, row.id)
  return null
}

/** The customer of this address, made when there is none. Twenty at once make one. */
export async function ensureCustomer(tx: Tx, address: string): Promise<Customer> {
  const email = normalizeEmail(address)
  const id = newId<'customer'>()
  const isNew = await insertCustomer(tx, { id, email, name: '', groupId: null })
  if (isNew) await recordEvent(tx, { type: 'customer.saved', subjectId: id })
  const customer = await findCustomerByEmail(tx, email)
  if (!customer) throw new Error('a customer went away while signing in')
  return customer
}
