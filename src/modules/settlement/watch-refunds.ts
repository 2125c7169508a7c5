import type { OrderDeps } from '#modules/order'
import { claimWatchedRefunds, findPayment } from '#modules/payment'
import { applyPayment } from './apply-payment.ts'
import { followRefund } from '#modules/refund'
import { oneByOne } from '#platform/one-by-one'

/** Asks about every accepted refund that nobody has looked at for a while. */
export async function watchRefunds(deps: OrderDeps): Promise<void> {
  await oneByOne(await claimWatchedRefunds(deps.db), async (refund) => {
    if (!(await followRefund(deps, refund))) return
    // What the gateway's book of the payment says now: a part may have gone through all the same.
    const payment = await findPayment(deps.db, refund.paymentId)
    if (payment) await applyPayment(deps, payment)
  })
}
