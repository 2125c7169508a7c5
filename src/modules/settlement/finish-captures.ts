import type { OrderId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { ok } from '#kernel/result'
import { captureEntry, feeEntry, postAll } from '#modules/ledger'
import { completeIfDone, lockOrder, type OrderDeps } from '#modules/order'
import { ask, openCaptures, settleCapture, type Answer, type OpenCapture } from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { oneByOne } from '#platform/one-by-one'

/** Asks the gateways for captures that are written down but not done. One whose outcome is unknown stays for later. */
export async function finishCaptures(
  deps: OrderDeps,
  which: { orderId: OrderId } | { olderThanSeconds: number },
): Promise<void> {
  await oneByOne(await openCaptures(deps.db, which), (capture) => finish(deps, capture))
}

async function finish(deps: OrderDeps, capture: OpenCapture): Promise<void> {
  const gateway = deps.methods.gateway(capture.gateway)
  if (!gateway) throw new Error(`no such gateway: ${capture.gateway}`)
  const { ref, amount, final, id } = capture
  const taken = await ask(() => gateway.capture({ ref, amount, idempotencyKey: id, final }))
  if (!taken.ok && taken.refusal.code === 'unknown') return
  await command(deps.db, async (tx) => ok(await book(tx, capture, { taken, now: deps.clock.now() })))
}

/** A fee in another currency is the books' alone: a capture has the currency of its payment. */
const inCurrencyOf = ({ currency }: Money, fee: Money | null): Money | null => (fee?.currency === currency ? fee : null)

type Taken = Readonly<{ taken: Awaited<Answer<{ captureRef: string; fee: OpenCapture['amount'] | null }>>; now: Date }>

async function book(tx: Tx, capture: OpenCapture, { taken, now }: Taken): Promise<void> {
  const { id, orderId, number, gateway, mode, amount, method, actor } = capture
  const order = await lockOrder(tx, orderId)
  const settled = await settleCapture(
    tx,
    id,
    taken.ok
      ? { state: 'done', ref: taken.value.captureRef, fee: inCurrencyOf(amount, taken.value.fee), now }
      : { state: 'failed', failure: taken.refusal.reason, now },
  )
  if (!settled) return
  const data = { captureId: id, number, method, ...amount }
  if (!taken.ok) {
    const failed = { ...data, failure: taken.refusal.reason }
    await recordEvent(tx, { type: 'payment.capture_failed', subjectId: orderId, data: failed, actor })
    return
  }
  const { fee } = taken.value
  await postAll(tx, [
    captureEntry({ captureId: id, orderId, gateway, amount, mode, at: now }),
    ...(fee ? [feeEntry({ feeId: id, orderId, gateway, amount: fee, mode, at: now })] : []),
  ])
  await recordEvent(tx, { type: 'payment.taken', subjectId: orderId, data, actor })
  await completeIfDone(tx, order, now)
}
