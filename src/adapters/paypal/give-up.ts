import { ok } from '#kernel/result'
import type { PaypalClient, Said } from './client.ts'
import { endedMark, isEnded, unitOf, type PaypalOrder } from './order.ts'

/** Marks an order, so that nobody takes its money any more; one that has ended by itself needs no mark. */
export async function giveUp(client: PaypalClient, order: PaypalOrder): Promise<Said> {
  if (isEnded(order) || order.status === 'VOIDED') return ok(null)
  const path = `/purchase_units/@reference_id=='${unitOf(order).reference_id ?? 'default'}'/custom_id`
  const body = [{ op: 'replace', path, value: endedMark(order) }]
  return client.call({ method: 'PATCH', path: `/v2/checkout/orders/${order.id}`, body })
}
