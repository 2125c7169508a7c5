import { ok, refuse, type Result } from '#kernel/result'
import type { NotAllowed, OrderDeps } from '#modules/order'
import {
  ask,
  findPayment,
  isUndecided,
  readUnmatched,
  settleUnmatched,
  turnUnmatched,
  type Answer,
  type Gateway,
  type Unmatched,
} from '#modules/payment'
import { command, type Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { oneByOne } from '#platform/one-by-one'
import { settlePayment } from './settle-payment.ts'

type Deal = Readonly<{ id: string; actor: string }>

/** Money that fits nothing goes back to who paid it. What waited for it ends as not paid. */
export async function giveUnmatchedBack(deps: OrderDeps, { id, actor }: Deal): Promise<Result<null, NotAllowed>> {
  const begun = await command(deps.db, (tx) => turn(tx, { id, actor, to: 'returning', now: deps.clock.now() }))
  if (!begun.ok) return begun
  await giveBack(deps, begun.value)
  return ok(null)
}

/** Staff have settled it at the gateway's own desk, or keep it: it is no alarm any more. */
export async function keepUnmatchedMoney(deps: OrderDeps, { id, actor }: Deal): Promise<Result<null, NotAllowed>> {
  const kept = await command(deps.db, (tx) => turn(tx, { id, actor, to: 'kept', now: deps.clock.now() }))
  if (kept.ok) await endWaiting(deps, kept.value)
  return kept.ok ? ok(null) : kept
}

type Turn = Deal & Readonly<{ to: 'returning' | 'kept'; now: Date }>

async function turn(tx: Tx, { id, to, actor, now }: Turn): Promise<Result<Unmatched, NotAllowed>> {
  const money = await turnUnmatched(tx, id, { to, actor, now })
  if (!money) return refuse({ code: 'not_allowed', reason: 'It is settled already' })
  const data = { unmatchedId: id, paymentId: money.paymentId, ...money.amount }
  await recordEvent(tx, { type: `payment.unmatched_${to}`, subjectId: money.orderId, data, actor })
  return ok(money)
}

/** What somebody wanted given back and the gateway may not have heard of. */
export async function returnUnmatched(deps: OrderDeps): Promise<void> {
  await oneByOne(await readUnmatched(deps.db, 'returning'), (money) => giveBack(deps, money))
}

async function giveBack(deps: OrderDeps, money: Unmatched): Promise<void> {
  const gateway = deps.methods.gateway(money.gateway)
  if (!gateway) throw new Error(`no such gateway: ${money.gateway}`)
  const given = await returned(gateway, money)
  if (!given.ok && given.refusal.code === 'unknown') return
  const now = deps.clock.now()
  if (!(await settleUnmatched(deps.db, money.id, given.ok, now))) return
  await command(deps.db, async (tx) => {
    const type = given.ok ? 'payment.unmatched_returned' : 'payment.unmatched_failed'
    const data = { unmatchedId: money.id, paymentId: money.paymentId, ...money.amount }
    await recordEvent(tx, { type, subjectId: money.orderId, data })
    return ok(null)
  })
  if (given.ok) await endWaiting(deps, money)
}

async function returned(gateway: Gateway, { id, ref, amount }: Unmatched): Promise<Answer<unknown>> {
  const said = await ask(() => gateway.fetch(ref))
  if (!said.ok && said.refusal.code === 'unknown') return said
  if (!said.ok || said.value.captured.amount > 0) return ask(() => gateway.refund({ ref, amount, idempotencyKey: id }))
  // Only set aside: freeing it is giving it back. What was taken in that moment, or what a bank has in work, waits.
  const freed = await ask(() => gateway.cancel(ref))
  const isFree = !freed.ok || freed.value.state === 'canceled' || freed.value.state === 'failed'
  return isFree ? freed : refuse({ code: 'unknown', reason: `the payment is ${freed.value.state}` })
}

/** An order that still waits for this payment waits in vain. */
async function endWaiting(deps: OrderDeps, { paymentId }: Unmatched): Promise<void> {
  const payment = await findPayment(deps.db, paymentId)
  if (!payment || !isUndecided(payment.state)) return
  await settlePayment(deps, payment, { state: 'failed', failureCode: 'mismatch' })
}
