import { ok, refuse, type Result } from '#kernel/result'
import type { NotAllowed, OrderDeps } from '#modules/order'
import {
  ask,
  claimWatchedUnmatched,
  failUnmatched,
  findPayment,
  isUndecided,
  readUnmatched,
  settleUnmatched,
  turnUnmatched,
  watchedUnmatchedOf,
  type Answer,
  type Payment,
  type Unmatched,
  type WatchedUnmatched,
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
  const given = await askBack(deps, money)
  if (!given.ok && given.refusal.code === 'unknown') return
  const ended = given.ok ? given.value : { failure: given.refusal.reason }
  const settled = await command(deps.db, async (tx) => {
    if (!(await settleUnmatched(tx, money.id, ended, deps.clock.now()))) return ok(false)
    await record(tx, money, ended)
    return ok(true)
  })
  if (given.ok && settled.ok && settled.value) await endWaiting(deps, money)
}

async function askBack({ methods }: OrderDeps, money: Unmatched): Promise<Answer<{ refundRef: string | null }>> {
  const { ref, amount } = money
  const gateway = methods.gateway(money.gateway)
  if (!gateway) throw new Error(`no such gateway: ${money.gateway}`)
  const said = await ask(() => gateway.fetch(ref))
  if (!said.ok && said.refusal.code === 'unknown') return said
  if (!said.ok || said.value.captured.amount > 0)
    return ask(() => gateway.refund({ ref, amount, idempotencyKey: keyOf(money) }))
  // Only set aside: freeing it is giving it back. What was taken in that moment, or what a bank has in work, waits.
  const freed = await ask(() => gateway.cancel(ref))
  if (!freed.ok) return freed
  const { state } = freed.value
  const isFree = state === 'canceled' || state === 'failed'
  return isFree ? ok({ refundRef: null }) : refuse({ code: 'unknown', reason: `the payment is ${state}` })
}

/** What a gateway has refused, or a bank has sent back, is not answered for ever by that. */
const keyOf = ({ id, tries }: Unmatched): string => (tries > 1 ? `${id}-${tries}` : id)

/** What was given back and that nobody has asked about for a while. */
export async function watchUnmatched(deps: OrderDeps): Promise<void> {
  await oneByOne(await claimWatchedUnmatched(deps.db), (money) => follow(deps, money))
}

/** Asks about what was given back of a payment's money, because its gateway has something to tell. */
export async function followUnmatchedOf(deps: OrderDeps, { id }: Pick<Payment, 'id'>): Promise<void> {
  for (const money of await watchedUnmatchedOf(deps.db, id)) await follow(deps, money)
}

async function follow(deps: OrderDeps, money: WatchedUnmatched): Promise<void> {
  const gateway = deps.methods.gateway(money.gateway)
  const { ref, refundRef } = money
  const said = gateway ? await ask(() => gateway.readRefund({ ref, refundRef })) : null
  if (!said?.ok || said.value.state !== 'failed') return
  const { failure } = said.value
  await command(deps.db, async (tx) => {
    if (await failUnmatched(tx, money, failure)) await record(tx, money, { failure })
    return ok(null)
  })
}

async function record(
  tx: Tx,
  { id, paymentId, orderId, amount }: Unmatched,
  ended: { failure: string } | { refundRef: string | null },
): Promise<void> {
  const failure = 'failure' in ended ? { failure: ended.failure } : null
  const type = failure ? 'payment.unmatched_failed' : 'payment.unmatched_returned'
  const data = { unmatchedId: id, paymentId, ...amount, ...failure }
  await recordEvent(tx, { type, subjectId: orderId, data })
}

/** An order that still waits for this payment waits in vain. */
async function endWaiting(deps: OrderDeps, { paymentId }: Unmatched): Promise<void> {
  const payment = await findPayment(deps.db, paymentId)
  if (!payment || !isUndecided(payment.state)) return
  await settlePayment(deps, payment, { state: 'failed', failureCode: 'mismatch' })
}
