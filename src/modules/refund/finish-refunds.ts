import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { noSplit, recordRefund } from '#modules/ledger'
import { lockOrder, type OrderDeps } from '#modules/order'
import { ask, BY_HAND, OFFLINE, openRefunds, settleRefund, STORED_VALUE, type OpenRefund } from '#modules/payment'
import { returnValue } from '#modules/stored-value'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { oneByOne } from '#platform/one-by-one'

/** Asks the gateways for refunds that are written down but not done. One whose outcome is unknown stays for later. */
export async function finishRefunds(
  deps: OrderDeps,
  which: { orderId: OrderId } | { olderThanSeconds: number },
): Promise<void> {
  await oneByOne(await openRefunds(deps.db, which), (refund) => finish(deps, refund))
}

async function finish(deps: OrderDeps, refund: OpenRefund): Promise<void> {
  const { ref, amount, id } = refund
  if (isOurs(refund)) {
    await command(deps.db, async (tx) => ok(await giveByHand(tx, refund, deps.clock.now())))
    return
  }
  const gateway = deps.methods.gateway(refund.gateway)
  if (!gateway) throw new Error(`no such gateway: ${refund.gateway}`)
  const given = await ask(() => gateway.refund({ ref, amount, idempotencyKey: id }))
  if (!given.ok && given.refusal.code === 'unknown') return
  const now = deps.clock.now()
  const outcome: Given = given.ok
    ? { refundRef: given.value.refundRef, now }
    : { refundRef: null, failure: given.refusal.reason, now }
  await command(deps.db, async (tx) => ok(await bookRefund(tx, refund, outcome)))
}

/** No gateway has a say: staff give the money, or it goes back on a card of ours. */
export const isOurs = ({ gateway }: Pick<OpenRefund, 'gateway'>): boolean =>
  gateway === OFFLINE || gateway === STORED_VALUE

type Due = Omit<OpenRefund, 'ref'>

/** Money that staff took is given back by staff, and stored value goes back where it was: done when it is written. */
export async function giveByHand(tx: Tx, refund: Due, now: Date): Promise<void> {
  if (refund.gateway === STORED_VALUE) {
    const { paymentId, id: refundId, amount } = refund
    const returned = await returnValue(tx, { paymentId, refundId, amount })
    if (!returned.ok) throw new RangeError(`more than stored value paid: ${refundId}`)
  }
  await bookRefund(tx, refund, { refundRef: BY_HAND, now })
}

type Given = Readonly<{ refundRef: string | null; failure?: string; now: Date }>

/** Writes down how a refund ended, once. Without a reference the gateway refused it, and people must look. */
export async function bookRefund(tx: Tx, refund: Due, { refundRef, failure, now }: Given): Promise<void> {
  const { id, orderId, number, gateway, amount, parts, mode, actor } = refund
  const state = refundRef === null ? 'failed' : 'done'
  const outcome = { state, ref: refundRef, ...(failure === undefined ? {} : { failure }), now } as const
  const order = await lockOrder(tx, orderId)
  if (!(await settleRefund(tx, id, outcome))) return
  // The sale of an order that was called off meanwhile is taken back whole: then this is only what was owed.
  const split = order.state === 'canceled' ? noSplit : parts
  if (state === 'done') await recordRefund(tx, { refundId: id, orderId, gateway, amount, split, mode, at: now })
  await recordEvent(tx, {
    type: state === 'done' ? 'payment.refunded' : 'payment.refund_failed',
    subjectId: orderId,
    data: { refundId: id, number, ...amount, ...(failure === undefined ? {} : { failure }) },
    actor,
  })
}
