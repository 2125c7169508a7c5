import { newId, type CustomerGroupId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { insertGroup, removeGroup, updateGroup } from './store.ts'

export type SaveGroupRefusal = { code: 'not_found' } | { code: 'code_taken' } | { code: 'changed_meanwhile' }

type SaveGroup = Readonly<{
  /** Without one a group is made. `version` is that of before the change. */
  known?: { id: CustomerGroupId; version: number }
  /** Small letters, digits and hyphens. */
  code: string
  name: string
}>

/** Makes a group, or changes one that nobody has changed since it was read. */
export async function saveGroup(
  tx: Tx,
  { known, code, name }: SaveGroup,
): Promise<Result<{ groupId: CustomerGroupId }, SaveGroupRefusal>> {
  const id = known?.id ?? newId<'customer_group'>()
  const row = { id, code, name: name.trim() }
  try {
    if (!known) return (await insertGroup(tx, row)) ? ok({ groupId: id }) : refuse({ code: 'code_taken' })
    if (await updateGroup(tx, row, known.version)) return ok({ groupId: id })
  } catch (error) {
    if (brokenRule(error) === 'customer_groups_code_key') return refuse({ code: 'code_taken' })
    throw error
  }
  const there = await tx.selectFrom('customer_groups').select('id').where('id', '=', id).executeTakeFirst()
  return refuse({ code: there ? 'changed_meanwhile' : 'not_found' })
}

/** `in_use`: it has customers, price lists or offers. */
export type DeleteGroupRefusal = { code: 'not_found' } | { code: 'in_use' }

/** Takes an empty group away. */
export async function deleteGroup(tx: Tx, id: CustomerGroupId): Promise<Result<null, DeleteGroupRefusal>> {
  const offers = await tx.selectFrom('promotion_groups').select('group_id').where('group_id', '=', id).execute()
  // Without its group an offer would be for everybody.
  if (offers.length > 0) return refuse({ code: 'in_use' })
  try {
    return (await removeGroup(tx, id)) ? ok(null) : refuse({ code: 'not_found' })
  } catch (error) {
    if (brokenRule(error) !== null) return refuse({ code: 'in_use' })
    throw error
  }
}
