import { never, ok } from '#kernel/result'
import { closeCart, reopenCart } from '#modules/cart'
import { commitStock, releaseStock } from '#modules/inventory'
import {
  decide,
  insertRefund,
  isOurs,
  isUndecided,
  lockPayment,
  recordMismatch,
  type GatewayPayment,
  type LockedPayment,
  type Payment,
  type PaymentState,
} from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent, recordEvents } from '#platform/events'
import type { OrderDeps } from './order.ts'
import { finishRefunds } from './refund.ts'
import type { CancelReason } from './states.ts'
import { lockOrder, moveOrder, type LockedOrder } from './store.ts'

/** What the gateway said; without `payment` it refused to make one. */
export type Said =
  | Readonly<{ state: 'failed'; failureCode: string; payment?: undefined }>
  | Readonly<{ state: GatewayPayment['state']; payment: GatewayPayment; givenUp?: CancelReason }>

/**
 * The only place that decides about an online payment, whoever asks: return page, webhook, completer, staff. It holds
 * what was said against what we asked for, and decides once.
 */
export async function settlePayment(deps: OrderDeps, { id, orderId }: Whose, said: Said): Promise<PaymentState> {
  const now = deps.clock.now()
  const settled = await command<Settled, never>(deps.db, async (tx) => {
    const [order, payment] = await Promise.all([lockOrder(tx, orderId), lockPayment(tx, id)])
    const state = await settle(tx, { order, payment, said, now })
    return ok({ state, refundDue: order.state === 'canceled' && state === 'captured' })
  })
  if (!settled.ok) return never(settled.refusal)
  if (settled.value.refundDue) await finishRefunds(deps, { orderId })
  return settled.value.state
}

type Whose = Pick<Payment, 'id' | 'orderId'>
type Settled = { state: PaymentState; refundDue: boolean }

type Locked = Readonly<{ order: LockedOrder; payment: LockedPayment; said: Said; now: Date }>

async function settle(tx: Tx, locked: Locked): Promise<PaymentState> {
  const { order, payment, said } = locked
  if (said.payment && !isOurs(payment, said.payment)) {
    const data = { paymentId: payment.id, said: said.payment.amount, asked: payment.amount }
    if (await recordMismatch(tx, payment))
      await recordEvent(tx, { type: 'payment.mismatched', subjectId: order.id, data })
    return payment.state
  }
  if (said.state === 'captured' && payment.state !== 'captured') return capture(tx, locked)
  if ((said.state === 'failed' || said.state === 'canceled') && isUndecided(payment.state)) return drop(tx, locked)
  return payment.state
}

async function capture(tx: Tx, { order, payment, said, now }: Locked): Promise<PaymentState> {
  const decided = decide(tx, payment, { state: 'captured', ref: said.payment?.ref, now })
  const data = { paymentId: payment.id, ...payment.amount, method: payment.method, number: order.number }
  if (order.state === 'canceled') {
    // Too late: the goods may be sold to somebody else. The money goes back.
    const refund = { payment, amount: payment.amount, reason: 'late_payment', actor: 'system', now }
    const event = { type: 'payment.late', subjectId: order.id, data } as const
    await Promise.all([decided, insertRefund(tx, refund), recordEvent(tx, event)])
    return 'captured'
  }
  await Promise.all([
    decided,
    moveOrder(tx, order, { to: 'open', now }),
    recordEvents(tx, [
      { type: 'order.confirmed', subjectId: order.id, data: { number: order.number } },
      { type: 'payment.captured', subjectId: order.id, data },
    ]),
    commitStock(tx, { orderId: order.id, actor: 'system' }),
    closeCart(tx, { cartId: order.cartId, orderId: order.id }),
  ])
  return 'captured'
}

/** No money came: what was held is free, and the shopper has the cart back to try another way. */
async function drop(tx: Tx, { order, payment, said, now }: Locked): Promise<PaymentState> {
  const failureCode = said.payment ? said.payment.failureCode : said.failureCode
  const state = said.state === 'failed' ? 'failed' : 'canceled'
  await decide(tx, payment, { state, ref: said.payment?.ref, failureCode, now })
  await recordEvent(tx, {
    type: state === 'failed' ? 'payment.failed' : 'payment.canceled',
    subjectId: order.id,
    data: { paymentId: payment.id, failureCode, method: payment.method },
  })
  if (order.state !== 'pending') return state
  const reason: CancelReason =
    state === 'failed' ? 'payment_failed' : ((said.payment && said.givenUp) ?? 'payment_canceled')
  await moveOrder(tx, order, { to: 'canceled', now, reason })
  await recordEvent(tx, { type: 'order.dropped', subjectId: order.id, data: { reason } })
  await releaseStock(tx, { orderId: order.id, reason, actor: 'system' })
  await reopenCart(tx, { cartId: order.cartId, orderId: order.id })
  return state
}
