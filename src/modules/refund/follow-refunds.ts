import { ok } from '#kernel/result'
import { noSplit, recordFailedRefund } from '#modules/ledger'
import { lockOrder, touchOrder, type OrderDeps } from '#modules/order'
import {
  ask,
  failRefund,
  lockPayments,
  refundsOf,
  watchedRefundsOf,
  type Payment,
  type WatchedRefund,
} from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'

/** Asks about the accepted refunds of a payment, because its gateway has something to tell. */
export async function followRefundsOf(deps: OrderDeps, { id }: Pick<Payment, 'id'>): Promise<void> {
  for (const refund of await watchedRefundsOf(deps.db, id)) await followRefund(deps, refund)
}

/** True when it has come back. */
export async function followRefund(deps: OrderDeps, refund: WatchedRefund): Promise<boolean> {
  const gateway = deps.methods.gateway(refund.gateway)
  const { ref, refundRef } = refund
  const said = gateway ? await ask(() => gateway.readRefund({ ref, refundRef })) : null
  if (!said?.ok || said.value.state !== 'failed') return false
  const { failure } = said.value
  await command(deps.db, async (tx) => ok(await takeBack(tx, refund, { failure, now: deps.clock.now() })))
  return true
}

/** What was booked as given back was not: books and sums say so, and people must look. */
async function takeBack(
  tx: Tx,
  { id, orderId, paymentId }: WatchedRefund,
  { failure, now }: { failure: string; now: Date },
): Promise<void> {
  const order = await lockOrder(tx, orderId)
  const payments = await lockPayments(tx, orderId)
  const payment = payments.find((one) => one.id === paymentId)
  const refund = (await refundsOf(tx, orderId)).find((one) => one.id === id)
  if (!payment || !refund || !(await failRefund(tx, id, failure))) return
  const { gateway, mode } = payment
  const { amount, parts } = refund
  // The sale of a canceled order is taken back whole: what was not given is owed to its buyer.
  const split = order.state === 'canceled' ? noSplit : parts
  await recordFailedRefund(tx, { refundId: id, orderId, gateway, amount, split, mode, at: now })
  const data = { refundId: id, number: order.number, ...amount, failure, wasAccepted: true }
  await recordEvent(tx, { type: 'payment.refund_failed', subjectId: orderId, data })
  await touchOrder(tx, order)
}
