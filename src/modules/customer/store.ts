import { sql } from 'kysely'

import type { CustomerGroupId, CustomerId, CustomerLinkId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'

type Row = { id: CustomerId; email: string; name: string; groupId: CustomerGroupId | null }

/** False when the address belongs to somebody. */
export async function insertCustomer(tx: Tx, { id, email, name, groupId }: Row): Promise<boolean> {
  const inserted = await tx
    .insertInto('customers')
    .values({ id, email, name, group_id: groupId })
    .onConflict((same) => same.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when somebody else has saved this customer since `version` was read. */
export async function updateCustomer(tx: Tx, { id, email, name, groupId }: Row, version: number): Promise<boolean> {
  const updated = await tx
    .updateTable('customers')
    .set({ email, name, group_id: groupId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

type GroupRow = { id: CustomerGroupId; code: string; name: string }

/** False when the code is taken. */
export async function insertGroup(tx: Tx, { id, code, name }: GroupRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('customer_groups')
    .values({ id, code, name })
    .onConflict((same) => same.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** False when somebody else has saved this group since `version` was read. */
export async function updateGroup(tx: Tx, { id, code, name }: GroupRow, version: number): Promise<boolean> {
  const updated = await tx
    .updateTable('customer_groups')
    .set({ code, name, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Answers false for a group that is not there. Whoever is in it keeps it, by the foreign key. */
export async function removeGroup(tx: Tx, id: CustomerGroupId): Promise<boolean> {
  const removed = await tx.deleteFrom('customer_groups').where('id', '=', id).executeTakeFirst()
  return removed.numDeletedRows === 1n
}

type Link = { id: CustomerLinkId; email: string; tokenHash: Buffer; now: Date; expiresAt: Date }

/** An address has one link: a newer one takes the older one's place. */
export async function putLink(tx: Tx, { id, email, tokenHash, now, expiresAt }: Link): Promise<void> {
  const row = { id, token_hash: tokenHash, created_at: now, expires_at: expiresAt }
  await tx
    .insertInto('customer_links')
    .values({ ...row, email })
    .onConflict((same) => same.column('email').doUpdateSet(row))
    .execute()
}

/** The address that the link signs in, once: of many who use it at the same time one gets it. */
export async function useLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<string | null> {
  const used = await tx
    .deleteFrom('customer_links')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returning('email')
    .executeTakeFirst()
  return used?.email ?? null
}

type Session = { tokenHash: Buffer; customerId: CustomerId; now: Date; expiresAt: Date }

export async function insertSession(tx: Tx, { tokenHash, customerId, now, expiresAt }: Session): Promise<void> {
  const row = { token_hash: tokenHash, customer_id: customerId, created_at: now, seen_at: now, expires_at: expiresAt }
  await tx.insertInto('customer_sessions').values(row).execute()
}

export async function lengthenSession(db: Db, tokenHash: Buffer, now: Date, expiresAt: Date): Promise<void> {
  await db
    .updateTable('customer_sessions')
    .set({ seen_at: now, expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .where('renewed_at', 'is', null)
    .execute()
}

/** Lets a session end soon because another takes its place: of many who ask at the same time one is told whose it is. */
export async function retireSession(tx: Tx, tokenHash: Buffer, until: Date, now: Date): Promise<CustomerId | null> {
  const retired = await tx
    .updateTable('customer_sessions')
    .set({ renewed_at: now, expires_at: sql<Date>`least(expires_at, ${until})` })
    .where('token_hash', '=', tokenHash)
    .where('renewed_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('customer_id')
    .executeTakeFirst()
  return retired ? (retired.customer_id as CustomerId) : null
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('customer_sessions').where('token_hash', '=', tokenHash).execute()
}

export async function deleteSessionsOf(tx: Tx, customerId: CustomerId): Promise<void> {
  await tx.deleteFrom('customer_sessions').where('customer_id', '=', customerId).execute()
}

export async function deleteWhatIsOver(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('customer_sessions').where('expires_at', '<=', now).execute()
  await db.deleteFrom('customer_links').where('expires_at', '<=', now).execute()
}

export async function deleteAllCustomers(tx: Tx): Promise<void> {
  await tx.deleteFrom('customer_links').execute()
  await tx.deleteFrom('customers').execute()
}
