import type { OrderId, OrderLineId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { recordStoredValue } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { changeBalance, lockCards, saveState, type LockedCard } from './change-store.ts'

/** Somebody has paid with it: its price cannot go back. */
export type CardUsed = { code: 'gift_card_used'; hint: string }

type TakeBack = Readonly<{
  orderId: OrderId
  /** How many cards of which lines; without it all of the order. */
  lines?: readonly { orderLineId: OrderLineId; quantity: number }[]
  actor: string
}>

/**
 * The sale of these cards is called off: they are emptied and switched off. Refused when one of them (or too many of a
 * line) is not whole any more. The caller holds the order's lock. Cards that were taken back before stay as they are.
 */
export async function takeBackCards(tx: Tx, { orderId, lines, actor }: TakeBack): Promise<Result<null, CardUsed>> {
  const cards = (await lockCards(tx, { orderId })).filter(isNotGone)
  const chosen = lines ? lines.map((line) => choice(cards, line)) : [all(cards)]
  for (const choose of chosen) if (!choose.ok) return choose
  for (const card of chosen.flatMap((choose) => (choose.ok ? choose.value : []))) {
    const by = -card.balance.amount
    await changeBalance(tx, card, { kind: 'cancel', by, reason: '', actor, orderId })
    await saveState(tx, card, 'disabled')
    const value = { movementId: card.id, move: 'recall', holding: 'gift_card' } as const
    await recordStoredValue(tx, { ...value, orderId, amount: card.balance, mode: card.mode })
    await recordEvent(tx, { type: 'gift_card.taken_back', subjectId: card.id, data: { orderId }, actor })
  }
  return ok(null)
}

const isWhole = (card: LockedCard): boolean => card.balance.amount === card.initial.amount

/** Emptied and switched off before; one that its holder has emptied is still on. */
const isNotGone = ({ state, balance }: LockedCard): boolean => state === 'active' || balance.amount > 0

function all(cards: readonly LockedCard[]): Result<readonly LockedCard[], CardUsed> {
  const used = cards.find((card) => !isWhole(card))
  return used ? refuse({ code: 'gift_card_used', hint: used.hint }) : ok(cards)
}

type Line = { orderLineId: OrderLineId; quantity: number }

function choice(cards: readonly LockedCard[], line: Line): Result<readonly LockedCard[], CardUsed> {
  const own = cards.filter((card) => card.orderLineId === line.orderLineId)
  const whole = own.filter(isWhole)
  const used = own.find((card) => !isWhole(card))
  return used && whole.length < line.quantity
    ? refuse({ code: 'gift_card_used', hint: used.hint })
    : ok(whole.slice(0, line.quantity))
}
