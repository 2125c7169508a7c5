import type { OrderId, RefundId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { isStale, lockOrder, touchOrder, type NotAllowed, type OrderDeps, type Stale } from '#modules/order'
import { BY_HAND, claimRefund, handleRefund, lockPayments, OFFLINE, refundsOf } from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { bookRefund, finishRefunds } from './finish-refunds.ts'

export type RetryRefund = Readonly<{
  orderId: OrderId
  refundId: RefundId
  /** again: the provider is asked once more. by_hand: staff gave it by another way. settled: nothing more is to do. */
  how: 'again' | 'by_hand' | 'settled'
  version?: number | undefined
  actor: string
}>

export type RetryRefusal = NotAllowed | Stale

/** Deals with a refund that failed, at once or days later: once, however many press. */
export async function retryRefund(deps: OrderDeps, request: RetryRefund): Promise<Result<null, RetryRefusal>> {
  const written = await command(deps.db, (tx) => write(tx, request, deps.clock.now()))
  if (written.ok) await finishRefunds(deps, { orderId: request.orderId })
  return written
}

async function write(
  tx: Tx,
  { orderId, refundId, how, version, actor }: RetryRefund,
  now: Date,
): Promise<Result<null, RetryRefusal>> {
  const order = await lockOrder(tx, orderId)
  if (isStale(order, { version })) return refuse({ code: 'stale' })
  const payments = await lockPayments(tx, orderId)
  const failed = (await refundsOf(tx, orderId)).find((one) => one.id === refundId)
  const payment = payments.find(({ id }) => id === failed?.paymentId)
  if (!failed || !payment || !(await handleRefund(tx, refundId, now)))
    return refuse({ code: 'not_allowed', reason: 'It is dealt with already' })
  const { groupId, amount, parts, reason, note } = failed
  if (how !== 'settled') {
    const claimed = await claimRefund(tx, payment, { groupId, amount, parts, reason, note, actor, now })
    if (!claimed.ok) return refuse({ code: 'not_allowed', reason: 'Not so much is left to give back' })
    if (how === 'by_hand') {
      const { number } = order
      const { mode, id: paymentId } = payment
      const due = { id: claimed.value, orderId, number, paymentId, gateway: OFFLINE, mode, amount, parts, actor }
      await bookRefund(tx, due, { refundRef: BY_HAND, now })
    }
  }
  const data = { refundId, number: order.number, how, ...amount }
  await recordEvent(tx, { type: 'payment.refund_handled', subjectId: orderId, data, actor })
  await touchOrder(tx, order)
  return ok(null)
}
