import { sql } from 'kysely'

import type { CustomerGroupId, CustomerId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'
import { normalizeEmail, type Customer, type CustomerGroup } from './customer.ts'

type Row = { id: string; email: string; name: string; group_id: string | null; code: string | null }

export const customerOf = ({ id, email, name, group_id, code }: Row): Customer => ({
  id: id as CustomerId,
  email,
  name,
  groupId: group_id as CustomerGroupId | null,
  groupCode: code,
})

const rowsOf = (db: Db | Tx) =>
  db
    .selectFrom('customers as c')
    .leftJoin('customer_groups as g', 'g.id', 'c.group_id')
    .select(['c.id', 'c.email', 'c.name', 'c.group_id', 'g.code'])

export async function findCustomer(db: Db | Tx, id: CustomerId): Promise<Customer | null> {
  const row = await rowsOf(db).where('c.id', '=', id).executeTakeFirst()
  return row ? customerOf(row) : null
}

/** However the address is written. */
export async function findCustomerByEmail(db: Db | Tx, email: string): Promise<Customer | null> {
  const row = await rowsOf(db).where('c.email', '=', normalizeEmail(email)).executeTakeFirst()
  return row ? customerOf(row) : null
}

/** A customer as a list of staff shows it. */
export type CustomerForEdit = Customer & Readonly<{ groupName: string | null; version: number; createdAt: Date }>

export type CustomerWish = Readonly<{
  id?: CustomerId
  /** A part of the address or the name. */
  query?: string
  groupId?: CustomerGroupId | null
  /** The newest first unless asked for otherwise. */
  sort?: Sort<'name' | 'group' | 'since'> | undefined
  limit: number
  offset: number
}>

const columns = {
  name: sql`lower(coalesce(nullif(c.name, ''), c.email))`,
  group: sql`g.name is null, lower(g.name)`,
  since: sql`c.created_at`,
}

/** A page of them, with how many there are. */
export async function listCustomers(
  db: Db | Tx,
  { id, query = '', groupId = null, sort = { by: 'since', isDown: true }, limit, offset }: CustomerWish,
): Promise<{ customers: CustomerForEdit[]; total: number }> {
  const like = `%${query.trim().replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  let wanted = rowsOf(db).select(['c.version', 'c.created_at', 'g.name as group_name'])
  if (id) wanted = wanted.where('c.id', '=', id)
  if (groupId) wanted = wanted.where('c.group_id', '=', groupId)
  if (query.trim() !== '')
    wanted = wanted.where((the) => the.or([the('c.email', 'ilike', like), the('c.name', 'ilike', like)]))
  const rows = await wanted
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy(sortedBy(sort, columns))
    .orderBy('c.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    customers: rows.map((row) => ({
      ...customerOf(row),
      groupName: row.group_name,
      version: row.version,
      createdAt: row.created_at,
    })),
    total: rows[0]?.total ?? 0,
  }
}

export type GroupWithCount = CustomerGroup & Readonly<{ customers: number; lists: number }>

/** All groups by name, with how many customers and price lists each has. */
export async function readGroups(db: Db | Tx): Promise<GroupWithCount[]> {
  const rows = await db
    .selectFrom('customer_groups as g')
    .select(['g.id', 'g.code', 'g.name', 'g.version'])
    .select((the) => [
      the
        .selectFrom('customers')
        .select((one) => one.fn.countAll<number>().as('count'))
        .whereRef('group_id', '=', 'g.id')
        .as('customers'),
      the
        .selectFrom('price_lists')
        .select((one) => one.fn.countAll<number>().as('count'))
        .whereRef('group_id', '=', 'g.id')
        .as('lists'),
    ])
    .orderBy('g.name')
    .orderBy('g.code')
    .execute()
  return rows.map(({ id, customers, lists, ...group }) => ({
    ...group,
    id: id as CustomerGroupId,
    customers: customers ?? 0,
    lists: lists ?? 0,
  }))
}
