import type { OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { commitStock } from '#modules/inventory'
import { decide, lockPayment, paymentsOf } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { can } from './can.ts'
import { completeIfDone } from './complete-if-done.ts'
import { readOrder } from './queries.ts'
import { lockOrder } from './store.ts'

export type NotAllowed = { code: 'not_allowed'; reason: string }

type MarkPaid = Readonly<{ orderId: OrderId; actor: string; now: Date }>

/** The money of an offline order has come: staff have seen it. The goods that were held are sold. */
export async function markPaid(tx: Tx, { orderId, actor, now }: MarkPaid): Promise<Result<null, NotAllowed>> {
  const locked = await lockOrder(tx, orderId)
  const order = await readOrder(tx, orderId)
  const reason = order ? can(order).markPaid : 'There is no such order'
  if (reason !== null) return refuse({ code: 'not_allowed', reason })

  const waiting = (await paymentsOf(tx, orderId)).filter((payment) => payment.state === 'pending')
  for (const { id } of waiting) {
    const payment = await lockPayment(tx, id)
    await decide(tx, payment, { state: 'captured', now })
    const data = { paymentId: id, ...payment.amount, method: payment.method, number: locked.number }
    await recordEvent(tx, { type: 'payment.captured', subjectId: orderId, data, actor })
  }
  await commitStock(tx, { orderId, actor })
  await completeIfDone(tx, locked, now)
  return ok(null)
}
