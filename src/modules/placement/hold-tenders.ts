import type { OrderId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import type { Mode, NewPayment } from '#modules/payment'
import { holdValue, type Tender, type ValueGone, type ValueOfOtherMode } from '#modules/stored-value'
import type { Tx } from '#platform/db'

type Held = Readonly<{
  orderId: OrderId
  tenders: readonly Tender[]
  /** The first ones are those of the tenders, in their order. */
  payments: readonly NewPayment[]
  mode: Mode
  now: Date
}>

/** Takes what gift cards and credit pay, in the order of the tenders. */
export async function holdTenders(
  tx: Tx,
  { orderId, tenders, payments, mode, now }: Held,
): Promise<Result<null, ValueGone | ValueOfOtherMode>> {
  for (const [index, tender] of tenders.entries()) {
    const payment = payments[index]
    if (!payment) throw new RangeError('a tender without its payment')
    const held = await holdValue(tx, { orderId, paymentId: payment.id, tender, mode, now })
    if (!held.ok) return held
  }
  return ok(null)
}
