import type { OrderId } from '#kernel/id'
import { never, ok } from '#kernel/result'
import { lockOrder, type OrderDeps, readSale } from '#modules/order'
import {
  ask,
  findPayment,
  giveVoidUp,
  lockPayments,
  openVoids,
  type Gateway,
  type Payment,
  type PaymentState,
} from '#modules/payment'
import { command } from '#platform/db'
import { recordEvent } from '#platform/events'
import { oneByOne } from '#platform/one-by-one'
import { finishRefunds } from '#modules/refund'
import { settle, type Said, type Settled } from './settle.ts'

/**
 * The only place that decides about an online payment, whoever asks: return page, webhook, completer, staff. It holds
 * what was said against what we asked for, and decides once.
 */
export async function settlePayment(
  deps: OrderDeps,
  { id, orderId, gateway }: Whose,
  said: Said,
): Promise<PaymentState> {
  const now = deps.clock.now()
  const payee = deps.methods.gateway(gateway)?.payee ?? null
  const settled = await command<Settled, never>(deps.db, async (tx) => {
    const [order, payments, sale] = await Promise.all([
      lockOrder(tx, orderId),
      lockPayments(tx, orderId),
      readSale(tx, orderId),
    ])
    const payment = payments.find((one) => one.id === id)
    if (!payment) throw new RangeError(`no such payment: ${id}`)
    return ok(await settle(tx, { order, payment, payments, sale, said, payee, now }))
  })
  if (!settled.ok) return never(settled.refusal)
  const { state, goesBack } = settled.value
  if (goesBack) {
    await finishVoids(deps, { orderId })
    await finishRefunds(deps, { orderId })
  }
  return state
}

type Whose = Pick<Payment, 'id' | 'orderId' | 'gateway'>

/** Asks the gateways to free what staff or a canceled order have given up. Unknown outcomes stay for later. */
export async function finishVoids(
  deps: OrderDeps,
  which: { orderId: OrderId } | { olderThanSeconds: number },
): Promise<void> {
  await oneByOne(await openVoids(deps.db, which), async (id) => {
    const payment = await findPayment(deps.db, id)
    const gateway = payment && deps.methods.gateway(payment.gateway)
    if (payment && gateway && payment.voiding) await finish(deps, gateway, payment)
  })
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
