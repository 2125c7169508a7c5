import type { CustomerId } from '#kernel/id'
import { ok } from '#kernel/result'
import { command, type Db, type Tx } from '#platform/db'
import type { Customer } from './customer.ts'
import { customerOf } from './queries.ts'
import { deleteSession, insertSession, lengthenSession, retireSession } from './store.ts'
import { hashOf, newSessionToken, type SessionToken } from './token.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Thirty quiet days end a session. */
const IDLE_MS = 30 * DAY
/** A session's row is written at most this often. */
const STEP_MS = HOUR
/** A token is replaced after a day; the old one still counts for requests that are under way. */
const RENEW_MS = DAY
const GRACE_MS = 5 * 60_000

/** A new session; the one that the browser held before ends. Answers the token for its cookie. */
export async function openSession(
  tx: Tx,
  customerId: CustomerId,
  { previous, now }: { previous: SessionToken | null; now: Date },
): Promise<SessionToken> {
  if (previous) await deleteSession(tx, hashOf(previous))
  const token = newSessionToken()
  await insertSession(tx, { tokenHash: hashOf(token), customerId, now, expiresAt: new Date(now.getTime() + IDLE_MS) })
  return token
}

/** Who holds this token, or null. Being asked for keeps a session alive. */
export async function customerOfSession(db: Db, token: SessionToken, now: Date): Promise<Customer | null> {
  const tokenHash = hashOf(token)
  const row = await db
    .selectFrom('customer_sessions as s')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .leftJoin('customer_groups as g', 'g.id', 'c.group_id')
    .select(['c.id', 'c.email', 'c.name', 'c.group_id', 'g.code', 's.seen_at'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  if (now.getTime() - row.seen_at.getTime() > STEP_MS)
    await lengthenSession(db, tokenHash, now, new Date(now.getTime() + IDLE_MS))
  return customerOf(row)
}

/**
 * A fresh token for a session whose own is a day old, null when it is good for longer. Of many who ask at the same time
 * one gets it; the old token counts for five more minutes.
 */
export async function renewSession(db: Db, token: SessionToken, now: Date): Promise<SessionToken | null> {
  const row = await db
    .selectFrom('customer_sessions')
    .select('created_at')
    .where('token_hash', '=', hashOf(token))
    .where('renewed_at', 'is', null)
    .executeTakeFirst()
  if (!row || now.getTime() - row.created_at.getTime() < RENEW_MS) return null
  const renewed = await command(db, async (tx) => {
    const customerId = await retireSession(tx, hashOf(token), new Date(now.getTime() + GRACE_MS), now)
    return ok(customerId && (await openSession(tx, customerId, { previous: null, now })))
  })
  return renewed.ok ? renewed.value : null
}

/** Ends the session; an unknown token is as good as signed out. */
export async function signOutCustomer(tx: Tx, token: SessionToken): Promise<void> {
  await deleteSession(tx, hashOf(token))
}
