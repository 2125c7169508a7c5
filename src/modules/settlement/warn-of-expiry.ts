import { ok } from '#kernel/result'
import type { OrderDeps } from '#modules/order'
import { claimExpiring } from '#modules/payment'
import { command } from '#platform/db'
import { recordEvent } from '#platform/events'

/** Tells two days before, once, that money which is set aside will be free again: ship or take it, or it is gone. */
export async function warnOfExpiry({ db }: OrderDeps): Promise<void> {
  await command(db, async (tx) => {
    for (const { id, orderId, authorized, captured, expiresAt } of await claimExpiring(tx)) {
      const left = { amount: authorized.amount - captured.amount, currency: authorized.currency }
      const data = { paymentId: id, ...left, expiresAt: expiresAt?.toISOString() ?? null }
      await recordEvent(tx, { type: 'payment.expiring', subjectId: orderId, data })
    }
    return ok(null)
  })
}
