import type { GiftCardId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { changeBalance, lockCards, saveEnd, type LockedCard } from './change-store.ts'

type Merge = Readonly<{ from: GiftCardId; to: GiftCardId; actor: string; now: Date }>

export type MergeRefusal =
  | { code: 'not_found' }
  | { code: 'same_card' }
  | { code: 'other_currency' }
  /** Bought with play money: it does not become real. */
  | { code: 'other_mode' }
  | { code: 'unusable'; hint: string }
  | { code: 'nothing_left'; hint: string }

/**
 * Moves all that is on one card to another, in one transaction: what both hold together stays the same. The card that
 * goes on holds as long as the longer of the two.
 */
export async function mergeGiftCards(tx: Tx, { from, to, actor, now }: Merge): Promise<Result<null, MergeRefusal>> {
  if (from === to) return refuse({ code: 'same_card' })
  const cards = await lockCards(tx, { ids: [from, to] })
  const [source, target] = [from, to].map((id) => cards.find((card) => card.id === id))
  if (!source || !target) return refuse({ code: 'not_found' })
  const refusal = objection(source, target, now)
  if (refusal) return refuse(refusal)

  const amount = source.balance.amount
  const move = { kind: 'merge', reason: '', actor } as const
  await changeBalance(tx, source, { ...move, by: -amount, otherId: to })
  await changeBalance(tx, target, { ...move, by: amount, otherId: from })
  const later = longer(source.expiresAt, target.expiresAt)
  if (later?.getTime() !== target.expiresAt?.getTime()) await saveEnd(tx, target, later)
  return ok(null)
}

function objection(source: LockedCard, target: LockedCard, now: Date): MergeRefusal | null {
  if (source.balance.currency !== target.balance.currency) return { code: 'other_currency' }
  if (source.mode !== target.mode) return { code: 'other_mode' }
  const unusable = [source, target].find(
    ({ state, expiresAt }) => state !== 'active' || (expiresAt !== null && expiresAt <= now),
  )
  if (unusable) return { code: 'unusable', hint: unusable.hint }
  return source.balance.amount === 0 ? { code: 'nothing_left', hint: source.hint } : null
}

const longer = (a: Date | null, b: Date | null): Date | null => (a === null || b === null ? null : a > b ? a : b)
