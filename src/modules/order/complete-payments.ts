import { claimUndecided, unappliedMessages, type Payment } from '#modules/payment'
import { applyMessages, applyPayment } from './apply-payment.ts'
import { cancelOrder } from './cancel-order.ts'
import { endPayment } from './cancel-payment.ts'
import type { OrderDeps } from './order.ts'
import { finishRefunds } from './refund.ts'

const BATCH = 50

/**
 * Takes over what somebody began and did not end: payments older than 30 s whose outcome we do not know, orders whose
 * deadline has passed, refunds and messages left lying. Runs every few seconds and at start, in any number of processes.
 * @throws AggregateError after the whole round, when some could not be dealt with.
 */
export async function completePayments(deps: OrderDeps): Promise<void> {
  const now = deps.clock.now()
  const before = new Date(now.getTime() - 30_000)
  const faults: unknown[] = []
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (fault) {
      faults.push(fault)
    }
  }
  for (const payment of await claimUndecided(deps.db, { now, limit: BATCH }))
    await attempt(() => complete(deps, payment, now))
  await attempt(() => finishRefunds(deps, { before }))
  for (const { gateway, ref } of await unappliedMessages(deps.db, now))
    await attempt(() => applyMessages(deps, gateway, ref))
  if (faults.length > 0) throw new AggregateError(faults, 'some payments could not be completed')
}

async function complete(deps: OrderDeps, payment: Payment, now: Date): Promise<void> {
  const isDue = payment.deadlineAt !== null && payment.deadlineAt <= now
  if (payment.gateway === 'offline') {
    if (isDue)
      await cancelOrder(deps, { orderId: payment.orderId, reason: 'payment_overdue', restock: true, actor: 'system' })
    return
  }
  // Made here but never heard of at the gateway: its shopper has no page to pay on.
  if (payment.gatewayRef === null) {
    await endPayment(deps, payment.id, 'payment_failed')
    return
  }
  const state = await applyPayment(deps, payment)
  if (isDue && state === 'pending') await endPayment(deps, payment.id, 'payment_expired')
}
