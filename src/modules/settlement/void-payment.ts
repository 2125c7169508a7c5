import type { OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { isStale, lockOrder, touchOrder, type NotAllowed, type OrderDeps, type Stale } from '#modules/order'
import { beginVoid, lockPayments } from '#modules/payment'
import { command } from '#platform/db'
import { recordEvent } from '#platform/events'
import { finishVoids } from './settle-payment.ts'

type VoidPayment = Readonly<{ orderId: OrderId; paymentId: PaymentId; version?: number | undefined; actor: string }>

/** Frees what is set aside and not taken: the buyer's bank releases it. */
export async function voidPayment(
  deps: OrderDeps,
  { orderId, paymentId, version, actor }: VoidPayment,
): Promise<Result<null, NotAllowed | Stale>> {
  const begun = await command<null, NotAllowed | Stale>(deps.db, async (tx) => {
    const [order, payments] = await Promise.all([lockOrder(tx, orderId), lockPayments(tx, orderId)])
    if (isStale(order, { version })) return refuse({ code: 'stale' })
    const payment = payments.find(({ id }) => id === paymentId)
    if (!payment || payment.state !== 'authorized') return notAllowed('Nothing is set aside any more')
    if (!(await beginVoid(tx, payment))) return notAllowed('Money is being taken right now')
    const data = { paymentId, method: payment.method, number: order.number }
    await recordEvent(tx, { type: 'payment.void_asked', subjectId: orderId, data, actor })
    await touchOrder(tx, order)
    return ok(null)
  })
  if (begun.ok) await finishVoids(deps, { orderId })
  return begun
}

const notAllowed = (reason: string) => refuse({ code: 'not_allowed' as const, reason })
