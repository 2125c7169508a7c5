import { createHash } from 'node:crypto'

import type { Clock } from '#kernel/clock'
import type { StaffId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { countAttempt, forgetAttempts } from '#platform/attempts'
import { command, type Db } from '#platform/db'
import { passwordMatches } from './password.ts'
import { openSession } from './session.ts'
import { plainEmail, type StaffMember, type StaffRole } from './staff.ts'

export type SignInRefusal = { code: 'wrong_credentials' } | { code: 'too_many_tries'; waitSeconds: number }

type SignIn = { email: string; password: string; address: string; previousToken: string | null }
type SignedIn = { token: string; staff: StaffMember }

const QUARTER = 15 * 60

/**
 * Opens a session for a right password. Tries are counted before they are looked at: eight for an account from one
 * address, forty for an account from anywhere, forty from an address, 600 in all, in a quarter of an hour.
 * Not a command: the count must stay when the answer is no, and no connection waits while a password is hashed.
 */
export async function signIn(
  { db, clock }: { db: Db; clock: Clock },
  { email, password, address, previousToken }: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  const account = plainEmail(email)
  const key = createHash('sha256').update(account).digest('base64url').slice(0, 22)
  const own = `staff:${key}@${address}`
  const attempt = await countAttempt(
    db,
    [
      { bucket: own, limit: 8, windowSeconds: QUARTER },
      { bucket: `staff:${key}`, limit: 40, windowSeconds: QUARTER },
      { bucket: `staff@${address}`, limit: 40, windowSeconds: QUARTER },
      { bucket: 'staff', limit: 600, windowSeconds: QUARTER },
    ],
    clock.now(),
  )
  if (!attempt.allowed) return refuse({ code: 'too_many_tries', waitSeconds: attempt.waitSeconds })

  const known = await findStaff(db, account)
  if (!(await passwordMatches(known?.passwordHash ?? null, password)) || !known)
    return refuse({ code: 'wrong_credentials' })

  await forgetAttempts(db, [own])
  const { passwordHash: _secret, ...staff } = known
  return command(db, async (tx) => ok({ staff, token: await openSession(tx, staff, previousToken, clock.now()) }))
}

async function findStaff(db: Db, email: string): Promise<(StaffMember & { passwordHash: string }) | null> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'role', 'password_hash'])
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, role, password_hash } = row
  return { id: id as StaffId, email: row.email, name, role: role as StaffRole, passwordHash: password_hash }
}
