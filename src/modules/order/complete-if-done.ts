import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import type { PaymentStatus } from '#modules/payment'
import { cardsOfOrder } from '#modules/stored-value'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { isGivenBack } from './is-given-back.ts'
import { leftToSend } from './left-to-send.ts'
import type { Order, OrderDeps } from './order.ts'
import { readOrder } from './queries.ts'
import { lockOrder, moveOrder, type LockedOrder } from './store.ts'

const paid = new Set<PaymentStatus>(['paid', 'partly_refunded'])

/**
 * An open order is completed when everything is sent or taken out, and paid, and its gift cards are made, whichever comes
 * last.
 */
export async function completeIfDone(tx: Tx, locked: LockedOrder, now: Date): Promise<void> {
  if (locked.state !== 'open') return
  const order = await readOrder(tx, locked.id)
  const isPaid = order !== null && (paid.has(order.paymentStatus) || isGivenBack(order))
  if (!isPaid || !(await isHandedOver(tx, order))) return
  await moveOrder(tx, locked, { to: 'completed', now })
  await recordEvent(tx, { type: 'order.completed', subjectId: locked.id, data: { number: locked.number } })
}

/** The cards that an order bought are made all at once, and mailed; goods are sent. */
async function isHandedOver(tx: Tx, { id, lines }: Order): Promise<boolean> {
  if (lines.some((line) => !line.giftCard && leftToSend(line) > 0)) return false
  const sells = lines.some((line) => line.giftCard && leftToSend(line) > 0)
  return !sells || (await cardsOfOrder(tx, id)).length > 0
}

/** The job after the gift cards of an order are made: one with nothing else in it is completed. However often it runs. */
export async function completeWithCards(
  { db, clock }: Pick<OrderDeps, 'db' | 'clock'>,
  orderId: OrderId,
): Promise<void> {
  await command(db, async (tx) => {
    const locked = await lockOrder(tx, orderId)
    await completeIfDone(tx, locked, clock.now())
    return ok(null)
  })
}
