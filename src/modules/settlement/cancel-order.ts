import { ok, type Result } from '#kernel/result'
import type { NotAllowed, OrderDeps, Stale } from '#modules/order'
import { command } from '#platform/db'
import { callOff, type CancelOrder } from './call-off.ts'
import { endPayment, type PaymentUnclear } from './cancel-payment.ts'
import { finishRefunds } from '#modules/refund'
import { paymentIn, readAttempt } from './read-attempt.ts'
import { finishVoids } from './settle-payment.ts'

export type { CancelOrder } from './call-off.ts'

export type CancelRefusal = NotAllowed | Stale | PaymentUnclear

/**
 * Calls an order off: an open payment is ended at the gateway, money that came is given back, money that is set aside is
 * freed, goods are free again. Refused with a reason when it is too late for that.
 */
export async function cancelOrder(deps: OrderDeps, request: CancelOrder): Promise<Result<null, CancelRefusal>> {
  const { orderId } = request
  const attempt = await readAttempt(deps, orderId)
  let isOffered = false
  if (attempt.orderState === 'pending') {
    const ended = await endPayment(deps, paymentIn(attempt), request.reason)
    if (!ended.ok) return ended
    // Its payment failed by itself: then it waits on for its buyer, and nobody has looked at that.
    isOffered = (await readAttempt(deps, orderId)).orderState === 'offered'
    if (!isOffered && ended.value.state !== 'captured' && ended.value.state !== 'authorized') return ok(null)
  }
  const wanted = isOffered ? { ...request, version: undefined } : request
  const canceled = await command(deps.db, (tx) => callOff(tx, wanted, deps.clock.now()))
  if (!canceled.ok) return canceled
  await finishVoids(deps, { orderId })
  await finishRefunds(deps, { orderId })
  return ok(null)
}
