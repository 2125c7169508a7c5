import { money } from '#kernel/money'
import { keepUnmatched, type GatewayPayment } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { Locked } from './settle.ts'

/**
 * Some gateways let their own desk take more than was set aside. The order has what it asked for; the rest fits nothing,
 * and people must look.
 */
export async function noteSurplus(
  tx: Tx,
  { order, payment, now }: Pick<Locked, 'order' | 'payment' | 'now'>,
  said: GatewayPayment,
): Promise<void> {
  const over = said.captured.amount - payment.amount.amount
  if (over <= 0) return
  const amount = money(over, payment.amount.currency)
  if (!(await keepUnmatched(tx, payment, { ref: said.ref, amount, why: 'amount', now }))) return
  const data = { paymentId: payment.id, why: 'amount', said: said.captured, asked: payment.amount, ref: said.ref }
  await recordEvent(tx, { type: 'payment.mismatched', subjectId: order.id, data })
}
