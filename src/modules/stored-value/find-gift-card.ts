import type { Clock } from '#kernel/clock'
import type { GiftCardId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { countAttempt } from '#platform/attempts'
import type { Db } from '#platform/db'
import { hashOf, readCode } from './code.ts'

/** What looking a code up needs. `codeSecret`: `keyFor(signing key, 'gift card codes')`. */
export type CodeDeps = Readonly<{ db: Db; clock: Clock; codeSecret: string }>

export type FoundGiftCard = Readonly<{ giftCardId: GiftCardId; hint: string; balance: Money; expiresAt: Date | null }>

/** Unknown, mistyped, switched off, expired: one and the same word outward. */
export type FindGiftCardRefusal = { code: 'unknown_gift_card' } | { code: 'too_many_tries'; waitSeconds: number }

const QUARTER = 15 * 60

/**
 * The card that a code opens. Tries are counted before they are looked at, the good ones too: twenty from an address and
 * three thousand in all in a quarter of an hour; when they cannot be counted there is no answer. Not inside a
 * transaction: the count must stay. The code goes no further than its hash.
 */
export async function findGiftCard(
  { db, clock, codeSecret }: CodeDeps,
  { code: typed, address }: Readonly<{ code: string; address: string }>,
): Promise<Result<FoundGiftCard, FindGiftCardRefusal>> {
  const now = clock.now()
  const attempt = await countAttempt(
    db,
    [
      { bucket: `gift-card@${address}`, limit: 20, windowSeconds: QUARTER },
      { bucket: 'gift-card', limit: 3000, windowSeconds: QUARTER },
    ],
    now,
  )
  if (!attempt.allowed) return refuse({ code: 'too_many_tries', waitSeconds: attempt.waitSeconds })

  const code = readCode(typed)
  // A code that cannot be right is looked for too, under a hash that no card has: the answer takes as long.
  const hash = code ? hashOf(codeSecret, code) : Buffer.alloc(32)
  const row = await db
    .selectFrom('gift_cards')
    .select(['id', 'hint', 'balance_amount', 'currency', 'state', 'expires_at'])
    .where('code_hash', '=', hash)
    .executeTakeFirst()
  const isGood = row?.state === 'active' && (row.expires_at === null || row.expires_at > now)
  if (!row || !isGood) return refuse({ code: 'unknown_gift_card' })
  return ok({
    giftCardId: row.id as GiftCardId,
    hint: row.hint,
    balance: money(row.balance_amount, currencyOf(row.currency)),
    expiresAt: row.expires_at,
  })
}
