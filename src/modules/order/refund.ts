import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { ask, openRefunds, settleRefund, type OpenRefund } from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { OrderDeps } from './order.ts'

/** Asks the gateways for refunds that are written down but not done. One whose outcome is unknown stays for later. */
export async function finishRefunds(deps: OrderDeps, which: { orderId: OrderId } | { before: Date }): Promise<void> {
  for (const refund of await openRefunds(deps.db, which)) await finish(deps, refund)
}

async function finish(deps: OrderDeps, refund: OpenRefund): Promise<void> {
  const gateway = deps.methods.gateway(refund.gateway)
  if (!gateway) throw new Error(`no such gateway: ${refund.gateway}`)
  const { ref, amount, id } = refund
  const given = await ask(() => gateway.refund({ ref, amount, idempotencyKey: id }))
  if (!given.ok && given.refusal.code === 'unknown') return
  const refundRef = given.ok ? given.value.refundRef : null
  await command(deps.db, async (tx) => ok(await recordRefund(tx, refund, { refundRef, now: deps.clock.now() })))
}

type Given = Readonly<{ refundRef: string | null; now: Date }>

/** Writes down how a refund ended, once. Without a reference the gateway refused it, and people must look. */
export async function recordRefund(
  tx: Tx,
  { id, orderId, amount, actor }: Pick<OpenRefund, 'id' | 'orderId' | 'amount' | 'actor'>,
  { refundRef, now }: Given,
): Promise<void> {
  const state = refundRef === null ? 'failed' : 'done'
  if (!(await settleRefund(tx, id, { state, ref: refundRef, now }))) return
  await recordEvent(tx, {
    type: state === 'done' ? 'payment.refunded' : 'payment.refund_failed',
    subjectId: orderId,
    data: { refundId: id, ...amount },
    actor,
  })
}
