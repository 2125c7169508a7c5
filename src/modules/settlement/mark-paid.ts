import { newId, type OrderId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { commitStock } from '#modules/inventory'
import { captureEntry, postAll } from '#modules/ledger'
import {
  can,
  completeIfDone,
  isStale,
  lockOrder,
  readOrder,
  touchOrder,
  type NotAllowed,
  type Stale,
} from '#modules/order'
import { decide, lockPayments, OFFLINE } from '#modules/payment'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'

type MarkPaid = Readonly<{ orderId: OrderId; version?: number | undefined; actor: string; now: Date }>

/** The money of an offline order has come: staff have seen it. The goods that were held are sold. */
export async function markPaid(
  tx: Tx,
  { orderId, version, actor, now }: MarkPaid,
): Promise<Result<null, NotAllowed | Stale>> {
  const locked = await lockOrder(tx, orderId)
  if (isStale(locked, { version })) return refuse({ code: 'stale' })
  const [payments, order] = await Promise.all([lockPayments(tx, orderId), readOrder(tx, orderId)])
  const reason = order ? can(order).markPaid : 'There is no such order'
  if (reason !== null) return refuse({ code: 'not_allowed', reason })

  for (const payment of payments.filter(({ gateway, state }) => gateway === OFFLINE && state === 'pending')) {
    const { id, amount, mode, gateway, method } = payment
    const captureId = newId<'capture'>()
    await decide(tx, payment, { state: 'captured', captureId, actor, now })
    await postAll(tx, [captureEntry({ captureId, orderId, gateway, amount, mode, at: now })])
    const data = { paymentId: id, ...amount, method, number: locked.number }
    await recordEvent(tx, { type: 'payment.captured', subjectId: orderId, data, actor })
  }
  await touchOrder(tx, locked)
  await commitStock(tx, { orderId, actor })
  await completeIfDone(tx, locked, now)
  return ok(null)
}
