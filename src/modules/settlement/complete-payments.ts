import { withdrawOverdue, type OrderDeps } from '#modules/order'
import { claimMessages, claimUndecided, OFFLINE, type Payment } from '#modules/payment'
import { applyMessages, applyPayment } from './apply-payment.ts'
import { cancelOrder } from './cancel-order.ts'
import { endPayment } from './cancel-payment.ts'
import { finishCaptures } from './finish-captures.ts'
import { finishRefunds } from '#modules/refund'
import { forgetSavedMethods } from './saved-methods.ts'
import { finishVoids } from './settle-payment.ts'
import { returnUnmatched, watchUnmatched } from './unmatched.ts'
import { watchRefunds } from './watch-refunds.ts'
import { warnOfExpiry } from './warn-of-expiry.ts'

const BATCH = 50
const waited = { olderThanSeconds: 30 }

/**
 * Takes over what somebody began and did not end: payments older than 30 s whose outcome we do not know, orders whose
 * deadline has passed, captures, refunds, voids and messages left lying. Runs every few seconds and at start, in any
 * number of processes. @throws AggregateError after the whole round, when some could not be dealt with.
 */
export async function completePayments(deps: OrderDeps): Promise<void> {
  const faults: unknown[] = []
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (fault) {
      faults.push(fault)
    }
  }
  for (const payment of await claimUndecided(deps.db, { limit: BATCH })) await attempt(() => complete(deps, payment))
  await attempt(() => finishCaptures(deps, waited))
  await attempt(() => finishVoids(deps, waited))
  await attempt(() => finishRefunds(deps, waited))
  await attempt(() => watchRefunds(deps))
  await attempt(() => returnUnmatched(deps))
  await attempt(() => watchUnmatched(deps))
  await attempt(() => forgetSavedMethods(deps))
  await attempt(() => warnOfExpiry(deps))
  await attempt(() => withdrawOverdue(deps))
  for (const { gateway, ref } of await claimMessages(deps.db)) await attempt(() => applyMessages(deps, gateway, ref))
  if (faults.length > 0) throw new AggregateError(faults, 'some payments could not be completed')
}

async function complete(deps: OrderDeps, payment: Payment & { isDue: boolean }): Promise<void> {
  const { id, orderId, isDue } = payment
  if (payment.gateway === OFFLINE) {
    if (isDue) await cancelOrder(deps, { orderId, reason: 'payment_overdue', restock: true, actor: 'system' })
    return
  }
  // Made here but never heard of at the gateway: its shopper has no page to pay on.
  if (payment.gatewayRef === null) {
    await endPayment(deps, id, 'payment_failed')
    return
  }
  const state = await applyPayment(deps, payment)
  if (isDue && state === 'pending') await endPayment(deps, id, 'payment_expired')
}
