import { reopenCart } from '#modules/cart'
import { releaseStock } from '#modules/inventory'
import { moveOrder, type CancelReason } from '#modules/order'
import { decide, STORED_VALUE, type LockedPayment } from '#modules/payment'
import { releaseCoupons } from '#modules/promotion'
import { releaseValue } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { Locked, Settled } from './settle.ts'

/**
 * No money came: what was held is free, and the shopper has the cart back to try another way. An order that waits for its
 * buyer by a link waits on; so does one whose bank said no after days, when nobody sits at the checkout any more.
 */
export async function drop(tx: Tx, { order, payment, payments, said, now }: Locked): Promise<Settled> {
  const failureCode = said.payment ? said.payment.failureCode : said.failureCode
  const state = said.state === 'failed' ? 'failed' : 'canceled'
  await decide(tx, payment, { state, said: said.payment, failureCode, now })
  await recordEvent(tx, {
    type: state === 'failed' ? 'payment.failed' : 'payment.canceled',
    subjectId: order.id,
    data: { paymentId: payment.id, failureCode, method: payment.method },
  })
  if (order.state !== 'pending') return { state, goesBack: false }
  const reason: CancelReason =
    state === 'failed' ? 'payment_failed' : ((said.payment && said.givenUp) ?? 'payment_canceled')
  await Promise.all([
    releaseHeld(tx, payments, now),
    releaseCoupons(tx, order.id),
    releaseStock(tx, { orderId: order.id, reason, actor: 'system' }),
  ])
  const until = offeredOn({ order, payment, reason, now })
  if (until) {
    await moveOrder(tx, order, { to: 'offered', until, now })
    if (order.offeredUntil === null)
      await recordEvent(tx, { type: 'order.offered', subjectId: order.id, data: { number: order.number, reason } })
    return { state, goesBack: false }
  }
  await moveOrder(tx, order, { to: 'canceled', now, reason })
  await recordEvent(tx, { type: 'order.dropped', subjectId: order.id, data: { reason } })
  await reopenCart(tx, { cartId: order.cartId, orderId: order.id })
  return { state, goesBack: false }
}

const WEEK_MS = 7 * 86_400_000

type Dropped = Readonly<Pick<Locked, 'order' | 'payment' | 'now'> & { reason: CancelReason }>

/** Until when it may be paid by a link after all; null when it is over. */
function offeredOn({ order, payment, reason, now }: Dropped): Date | null {
  if (reason === 'customer' || reason === 'staff' || reason === 'fraud') return null
  if (order.offeredUntil !== null) return order.offeredUntil > now ? order.offeredUntil : null
  return payment.state === 'processing' ? new Date(now.getTime() + WEEK_MS) : null
}

/** Gift cards and credit have back what was held of them. */
export async function releaseHeld(tx: Tx, payments: readonly LockedPayment[], now: Date): Promise<void> {
  for (const payment of payments.filter((one) => one.gateway === STORED_VALUE && one.state === 'created')) {
    await releaseValue(tx, payment.id)
    await decide(tx, payment, { state: 'canceled', now })
  }
}
