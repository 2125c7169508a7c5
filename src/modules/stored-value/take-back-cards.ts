import type { OrderId, OrderLineId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { postAll, storedValueEntry, type Entry, type Line } from '#modules/ledger'
import type { Tx } from '#platform/db'
import { recordEvents } from '#platform/events'
import { changeBalance, lockCards, saveState, type LockedCard } from './change-store.ts'

/** Somebody has paid with it: its price cannot go back. */
export type CardUsed = { code: 'gift_card_used'; hint: string }

type Pieces = { orderLineId: OrderLineId; quantity: number }

type TakeBack = Readonly<{
  orderId: OrderId
  /** How many cards of which lines are refunded; lines without cards do no harm. Without it the whole sale is reversed. */
  lines?: readonly Pieces[]
  actor: string
}>

/**
 * The sale of these cards is called off: they are emptied and switched off. Refused when one of them (or too many of a
 * line) is not whole any more. The caller holds the order's lock. Cards that were taken back before stay as they are.
 */
export async function takeBackCards(tx: Tx, { orderId, lines, actor }: TakeBack): Promise<Result<null, CardUsed>> {
  const cards = await cardsThere(tx, orderId)
  const chosen = lines ? lines.map((line) => choice(cards, line)) : [everything(cards)]
  for (const choose of chosen) if (!choose.ok) return choose
  const taken = chosen.flatMap((choose) => (choose.ok ? choose.value : []))
  for (const card of taken) {
    await changeBalance(tx, card, { kind: 'cancel', by: -card.balance.amount, reason: '', actor, orderId })
    await saveState(tx, card, 'disabled')
  }
  await postAll(
    tx,
    taken.map((card) => entryOf(card, orderId, lines === undefined)),
  )
  await recordEvents(
    tx,
    taken.map(({ id }) => ({ type: 'gift_card.taken_back' as const, subjectId: id, data: { orderId }, actor })),
  )
  return ok(null)
}

/** Without those that were taken back before. */
async function cardsThere(tx: Tx, orderId: OrderId): Promise<LockedCard[]> {
  const cards = await lockCards(tx, { orderId })
  if (cards.length === 0) return []
  const rows = await tx
    .selectFrom('gift_card_entries')
    .select('gift_card_id')
    .where(
      'gift_card_id',
      'in',
      cards.map(({ id }) => id),
    )
    .where('kind', '=', 'cancel')
    .execute()
  const gone = new Set(rows.map((row) => row.gift_card_id))
  return cards.filter(({ id }) => !gone.has(id))
}

const isWhole = (card: LockedCard): boolean => card.balance.amount === card.initial.amount

function everything(cards: readonly LockedCard[]): Result<readonly LockedCard[], CardUsed> {
  const used = cards.find((card) => !isWhole(card))
  return used ? refuse({ code: 'gift_card_used', hint: used.hint }) : ok(cards)
}

function choice(cards: readonly LockedCard[], line: Pieces): Result<readonly LockedCard[], CardUsed> {
  const own = cards.filter((card) => card.orderLineId === line.orderLineId)
  const whole = own.filter(isWhole)
  const used = own.find((card) => !isWhole(card))
  return used && whole.length < line.quantity
    ? refuse({ code: 'gift_card_used', hint: used.hint })
    : ok(whole.slice(0, line.quantity))
}

/**
 * A sale that is reversed owes its cards no more; a refund of a line books them as refunded goods, and here is what the
 * shop has back for it.
 */
function entryOf(card: LockedCard, orderId: OrderId, isReversal: boolean): Entry {
  const { id, balance: amount, mode } = card
  const recall = storedValueEntry({ movementId: id, move: 'recall', holding: 'gift_card', orderId, amount, mode })
  if (isReversal) return recall
  const refunds = (line: Line): Line => (line.account === 'gift_cards_due' ? { ...line, account: 'refunds' } : line)
  return { ...recall, lines: recall.lines.map(refunds) }
}
