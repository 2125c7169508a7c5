import type { OrderId, PaymentId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import {
  ask,
  beginVoid,
  findPayment,
  giveVoidUp,
  lockPayments,
  openVoids,
  type Gateway,
  type Payment,
} from '#modules/payment'
import { command } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { NotAllowed } from './mark-paid.ts'
import type { OrderDeps } from './order.ts'
import { settlePayment } from './settle-payment.ts'
import { isStale, type Stale } from './stale.ts'
import { lockOrder, touchOrder } from './store.ts'

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

/** Asks the gateways to free what staff or a canceled order have given up. Unknown outcomes stay for later. */
export async function finishVoids(
  deps: OrderDeps,
  which: { orderId: OrderId } | { olderThanSeconds: number },
): Promise<void> {
  for (const id of await openVoids(deps.db, which)) {
    const payment = await findPayment(deps.db, id)
    const gateway = payment && deps.methods.gateway(payment.gateway)
    if (payment && gateway && payment.voiding) await finish(deps, gateway, payment)
  }
}

async function finish(deps: OrderDeps, gateway: Gateway, payment: Payment): Promise<void> {
  const { gatewayRef, orderId, id } = payment
  if (!gatewayRef) return
  const said = await ask(() => gateway.cancel(gatewayRef))
  if (said.ok) {
    await settlePayment(deps, payment, { state: said.value.state, payment: said.value })
    if (said.value.state !== 'authorized') return
  }
  if (!said.ok && said.refusal.code === 'unknown') return
  await command(deps.db, async (tx) => {
    const payments = (await Promise.all([lockOrder(tx, orderId), lockPayments(tx, orderId)]))[1]
    const locked = payments.find((one) => one.id === id)
    if (locked?.voiding && locked.state === 'authorized') {
      await giveVoidUp(tx, locked)
      const data = { paymentId: id, failure: said.ok ? '' : said.refusal.reason }
      await recordEvent(tx, { type: 'payment.void_failed', subjectId: orderId, data })
    }
    return ok(null)
  })
}
