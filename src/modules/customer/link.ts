import { createHash } from 'node:crypto'

import type { Clock } from '#kernel/clock'
import { newId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import { ok, refuse, type Result } from '#kernel/result'
import { countAttempt } from '#platform/attempts'
import { command, type Db } from '#platform/db'
import { recordEvent } from '#platform/events'
import { normalizeEmail, type Customer } from './customer.ts'
import { ensureCustomer } from './save-customer.ts'
import { openSession } from './session.ts'
import { putLink, useLink } from './store.ts'
import { hashOf, tokenOfLink, type LinkToken, type SessionToken } from './token.ts'

const QUARTER = 15 * 60
const HALF_HOUR_MS = 30 * 60_000

/** Where somebody asked: the mail is written in that language, and leads back to that market. */
export type AskedFrom = Readonly<{
  language: Language
  marketId: string
  /** Of the caller; null for a member of staff, who is not counted by it. */
  address: string | null
  actor?: string
}>

type Deps = Readonly<{ db: Db; clock: Clock; secret: string }>

/**
 * Has a one-time link sent to an address, good for half an hour; one that was asked for before is worth nothing then.
 * Nobody is told whether the shop knows the address: it does not even look. Answers false when nothing is sent because
 * of too many tries (five for an address, twenty from a place, 600 in all, in a quarter of an hour); outward that looks
 * the same. Not a command: the count must stay.
 */
export async function askForLink({ db, clock, secret }: Deps, text: string, from: AskedFrom): Promise<boolean> {
  const email = normalizeEmail(text)
  const now = clock.now()
  const key = createHash('sha256').update(email).digest('base64url').slice(0, 22)
  const attempt = await countAttempt(
    db,
    [
      { bucket: `link:${key}`, limit: 5, windowSeconds: QUARTER },
      ...(from.address === null ? [] : [{ bucket: `link@${from.address}`, limit: 20, windowSeconds: QUARTER }]),
      { bucket: 'link', limit: 600, windowSeconds: QUARTER },
    ],
    now,
  )
  if (!attempt.allowed) return false
  const id = newId<'customer_link'>()
  const tokenHash = hashOf(tokenOfLink(secret, id))
  await command(db, async (tx) => {
    await putLink(tx, { id, email, tokenHash, now, expiresAt: new Date(now.getTime() + HALF_HOUR_MS) })
    const data = { language: from.language, marketId: from.marketId }
    await recordEvent(tx, { type: 'customer.link_asked', subjectId: id, data, actor: from.actor ?? 'system' })
    return ok(null)
  })
  return true
}

/** What the mail of a link needs: whom it goes to, and its token. Null when it was used, replaced or has run out. */
export async function readLink(
  { db, clock, secret }: Deps,
  id: string,
): Promise<{ email: string; token: LinkToken } | null> {
  const row = await db
    .selectFrom('customer_links')
    .select(['id', 'email'])
    .where('id', '=', id)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  return row ? { email: row.email, token: tokenOfLink(secret, row.id as Parameters<typeof tokenOfLink>[1]) } : null
}

export type SignInRefusal = { code: 'link_used' }

type SignIn = Readonly<{ token: LinkToken; previous: SessionToken | null }>

/**
 * Signs in whoever holds the link, once; an address that is new becomes a customer. A used, replaced, late and invented
 * link are one and the same answer.
 */
export async function signInBy(
  { db, clock }: Omit<Deps, 'secret'>,
  { token, previous }: SignIn,
): Promise<Result<{ customer: Customer; session: SessionToken }, SignInRefusal>> {
  return command<{ customer: Customer; session: SessionToken }, SignInRefusal>(db, async (tx) => {
    const now = clock.now()
    const email = await useLink(tx, hashOf(token), now)
    if (email === null) return refuse({ code: 'link_used' })
    const customer = await ensureCustomer(tx, email)
    const session = await openSession(tx, customer.id, { previous, now })
    await recordEvent(tx, { type: 'customer.signed_in', subjectId: customer.id })
    return ok({ customer, session })
  })
}
