import type { Clock } from '#kernel/clock'
import type { StaffId } from '#kernel/id'
import { ok } from '#kernel/result'
import { command, type Db, type Tx } from '#platform/db'
import { audit } from './audit.ts'
import { actorOf, type StaffMember, type StaffRole } from './staff.ts'
import { deleteOldSessions, deleteSession, insertSession, lengthenSession } from './store.ts'
import { hashOf, newToken } from './token.ts'

const HOUR = 3_600_000
/** Twelve quiet hours end a session; ninety days end any. */
const SLIDES_MS = 12 * HOUR
const LONGEST_MS = 90 * 24 * HOUR
/** A session's row is written at most this often. */
const STEP_MS = 5 * 60_000

/** A new session; the one that the browser held before ends. Answers the token for its cookie. */
export async function openSession(tx: Tx, staff: StaffMember, previous: string | null, now: Date): Promise<string> {
  if (previous) await deleteSession(tx, hashOf(previous))
  await deleteOldSessions(tx, now)
  const token = newToken()
  const expiresAt = new Date(now.getTime() + SLIDES_MS)
  await insertSession(tx, { tokenHash: hashOf(token), staffId: staff.id, now, expiresAt })
  await audit(tx, { actor: actorOf(staff), action: 'staff.signed_in', subjectId: staff.id })
  return token
}

/** Who holds this token, or null. Being asked for keeps a session alive. */
export async function readSession(db: Db, token: string, clock: Clock): Promise<StaffMember | null> {
  const now = clock.now()
  const tokenHash = hashOf(token)
  const row = await db
    .selectFrom('staff_sessions as s')
    .innerJoin('staff', 'staff.id', 's.staff_id')
    .select(['staff.id', 'email', 'name', 'role', 's.created_at', 's.seen_at'])
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const ends = row.created_at.getTime() + LONGEST_MS
  if (ends <= now.getTime()) return null
  if (now.getTime() - row.seen_at.getTime() > STEP_MS) {
    await lengthenSession(db, tokenHash, now, new Date(Math.min(ends, now.getTime() + SLIDES_MS)))
  }
  return { id: row.id as StaffId, email: row.email, name: row.name, role: row.role as StaffRole }
}

/** Ends the session; an unknown token is as good as signed out. */
export async function signOut(db: Db, token: string): Promise<void> {
  await command(db, async (tx) => ok(await deleteSession(tx, hashOf(token))))
}
