import { sql } from 'kysely'

import type { StaffId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import type { StaffRole } from './staff.ts'

type NewStaff = { id: StaffId; email: string; name: string; passwordHash: string; role: StaffRole }

export async function insertStaff(tx: Tx, staff: NewStaff): Promise<void> {
  const { id, email, name, passwordHash, role } = staff
  await tx.insertInto('staff').values({ id, email, name, password_hash: passwordHash, role }).execute()
}

/** Holds everybody else who wants to become the owner until this transaction is over. */
export async function lockOwnership(tx: Tx): Promise<{ hasOwner: boolean }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('stoa owner', 0))`.execute(tx)
  const owner = await tx.selectFrom('staff').select('id').where('role', '=', 'owner').executeTakeFirst()
  return { hasOwner: owner !== undefined }
}

export async function insertLink(tx: Tx, tokenHash: Buffer, expiresAt: Date): Promise<void> {
  await tx.insertInto('staff_links').values({ token_hash: tokenHash, role: 'owner', expires_at: expiresAt }).execute()
}

/** Uses the link up; false when it is unknown, used or too old. */
export async function useLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('staff_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('role')
    .executeTakeFirst()
  return used !== undefined
}

type NewSession = { tokenHash: Buffer; staffId: StaffId; now: Date; expiresAt: Date }

export async function insertSession(tx: Tx, { tokenHash, staffId, now, expiresAt }: NewSession): Promise<void> {
  const row = { token_hash: tokenHash, staff_id: staffId, created_at: now, seen_at: now, expires_at: expiresAt }
  await tx.insertInto('staff_sessions').values(row).execute()
}

export async function deleteSession(db: Db | Tx, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute()
}

export async function deleteOldSessions(db: Db | Tx, now: Date): Promise<void> {
  await db.deleteFrom('staff_sessions').where('expires_at', '<=', now).execute()
}

export async function lengthenSession(db: Db, tokenHash: Buffer, seenAt: Date, expiresAt: Date): Promise<void> {
  const change = { seen_at: seenAt, expires_at: expiresAt }
  await db.updateTable('staff_sessions').set(change).where('token_hash', '=', tokenHash).execute()
}

type Entry = { actor: string; action: string; subjectId: string | null; data: Record<string, unknown> }

export async function insertAudit(tx: Tx, { actor, action, subjectId, data }: Entry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({ actor, action, subject_id: subjectId, data: JSON.stringify(data) })
    .execute()
}
