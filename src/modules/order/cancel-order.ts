import type { OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { releaseStock, restock } from '#modules/inventory'
import { decide, insertRefund, isUndecided, lockPayment, paymentsOf } from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { can } from './can.ts'
import { endPayment, type PaymentUnclear } from './cancel-payment.ts'
import type { NotAllowed } from './mark-paid.ts'
import type { OrderDeps } from './order.ts'
import { readOrder } from './queries.ts'
import { finishRefunds, recordRefund } from './refund.ts'
import { readAttempt } from './start-payment.ts'
import type { CancelReason } from './states.ts'
import { lockOrder, moveOrder } from './store.ts'

export type CancelOrder = Readonly<{
  orderId: OrderId
  reason: CancelReason
  /** Whether sold goods go back on the shelf. Goods that are only held are free again in any case. */
  restock: boolean
  actor: string
}>

/**
 * Calls an order off: an open payment is ended at the gateway, money that came is given back, goods are free again.
 * Refused with a reason when it is too late for that.
 */
export async function cancelOrder(
  deps: OrderDeps,
  request: CancelOrder,
): Promise<Result<null, NotAllowed | PaymentUnclear>> {
  const attempt = await readAttempt(deps, request.orderId)
  if (attempt.orderState === 'pending') {
    const ended = await endPayment(deps, attempt.paymentId, request.reason)
    if (!ended.ok) return ended
    if (ended.value.state !== 'captured') return ok(null)
  }
  const canceled = await command(deps.db, (tx) => cancel(tx, request, deps.clock.now()))
  if (!canceled.ok) return canceled
  await finishRefunds(deps, { orderId: request.orderId })
  return ok(null)
}

async function cancel(tx: Tx, request: CancelOrder, now: Date): Promise<Result<null, NotAllowed>> {
  const { orderId, reason, actor } = request
  const locked = await lockOrder(tx, orderId)
  const order = await readOrder(tx, orderId)
  const objection = order ? can(order).cancel : 'There is no such order'
  if (objection !== null) return refuse({ code: 'not_allowed', reason: objection })

  await moveOrder(tx, locked, { to: 'canceled', now, reason })
  const data = { number: locked.number, reason, restock: request.restock }
  await recordEvent(tx, { type: 'order.canceled', subjectId: orderId, data, actor })
  await endPayments(tx, request, now)
  await releaseStock(tx, { orderId, reason, actor })
  if (request.restock) await restock(tx, { orderId, reason, actor })
  return ok(null)
}

/** Money that staff took is given back by staff: that refund is done when it is written. A gateway's is asked for later. */
async function endPayments(tx: Tx, { orderId, reason, actor }: CancelOrder, now: Date): Promise<void> {
  for (const { id } of await paymentsOf(tx, orderId)) {
    const payment = await lockPayment(tx, id)
    if (isUndecided(payment.state)) await decide(tx, payment, { state: 'canceled', now })
    if (payment.state !== 'captured') continue
    const refundId = await insertRefund(tx, { payment, amount: payment.amount, reason, actor, now })
    if (payment.gateway === 'offline')
      await recordRefund(tx, { id: refundId, orderId, amount: payment.amount, actor }, { refundRef: 'by hand', now })
  }
}
