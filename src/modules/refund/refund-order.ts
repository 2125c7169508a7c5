import { newId, type OrderId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import {
  can,
  completeIfDone,
  isStale,
  lockOrder,
  readOrder,
  touchOrder,
  type LockedOrder,
  type NotAllowed,
  type OrderDeps,
  type Stale,
} from '#modules/order'
import { claimRefund, insertRefundLines, lockPayments, type LockedPayment, type RefundParts } from '#modules/payment'
import { takeBackCards } from '#modules/stored-value'
import { command, type Tx } from '#platform/db'
import { finishRefunds, giveByHand, isOurs } from './finish-refunds.ts'
import { putBack, putBackOf } from './put-back.ts'
import { readRefundFacts } from './read-refund-facts.ts'
import { planRefund, type RefundPlan, type RefundProblem, type RefundWish } from './refund-plan.ts'
import { whyUsed } from './used-card.ts'

export type RefundOrder = RefundWish &
  Readonly<{
    orderId: OrderId
    /** The order's version that the screen showed. */
    version?: number | undefined
    /** Whether the pieces of the lines go back on the shelf; those that were not sent yet are not sent then. */
    restock: boolean
    /** For the team; the buyer does not see it. */
    note: string
    actor: string
  }>

export type RefundRefusal = NotAllowed | Stale | RefundProblem

/**
 * Gives money back: for pieces of lines, for shipping, or a sum. It is written down first and asked for after; what the
 * gateway does not answer about is finished by the completer.
 */
export async function refundOrder(
  deps: OrderDeps,
  request: RefundOrder,
): Promise<Result<{ amount: Money }, RefundRefusal>> {
  const written = await command(deps.db, (tx) => writeRefund(tx, request, deps.clock.now()))
  if (written.ok) await finishRefunds(deps, { orderId: request.orderId })
  return written
}

async function writeRefund(tx: Tx, request: RefundOrder, now: Date): Promise<Result<{ amount: Money }, RefundRefusal>> {
  const { orderId } = request
  const locked = await lockOrder(tx, orderId)
  if (isStale(locked, request)) return refuse({ code: 'stale' })
  const payments = await lockPayments(tx, orderId)
  const order = await readOrder(tx, orderId)
  if (!order) return refuse({ code: 'not_allowed', reason: 'There is no such order' })
  const objection = can(order).refund
  if (objection !== null) return refuse({ code: 'not_allowed', reason: objection })
  const facts = await readRefundFacts(tx, orderId, payments)
  const plan = planRefund(facts, request)
  if (!plan.ok) return plan
  const taken = await takeBackCards(tx, { orderId, lines: request.lines, actor: request.actor })
  if (!taken.ok) return refuse({ code: 'not_allowed', reason: whyUsed(taken.refusal) })

  const groupId = newId<'refund_group'>()
  const pieces = request.restock ? putBackOf(facts, order, request.lines) : []
  const lines = plan.value.lines.map((line) => {
    const shelved = pieces.find(({ orderLineId }) => orderLineId === line.orderLineId)
    return { ...line, restocked: shelved !== undefined, removed: shelved?.removed ?? 0 }
  })
  await insertRefundLines(tx, { orderId, groupId, lines })
  const promised = await promise(tx, { locked, payments, plan: plan.value, groupId, request, now })
  if (!promised.ok) return promised
  await putBack(tx, { orderId, pieces, actor: request.actor })
  await touchOrder(tx, locked)
  if (pieces.some(({ removed }) => removed > 0)) await completeIfDone(tx, locked, now)
  return ok({ amount: plan.value.amount })
}

type Promised = Readonly<{
  locked: LockedOrder
  payments: readonly LockedPayment[]
  plan: RefundPlan
  groupId: string
  request: RefundOrder
  now: Date
}>

async function promise(tx: Tx, promised: Promised): Promise<Result<null, RefundRefusal>> {
  const { locked, payments, plan, groupId, request, now } = promised
  const { actor, note } = request
  for (const { paymentId, amount, parts } of plan.tenders) {
    const payment = payments.find(({ id }) => id === paymentId)
    if (!payment) throw new RangeError(`not a payment of this order: ${paymentId}`)
    const given = await giveBack(tx, payment, {
      number: locked.number,
      groupId,
      amount,
      parts,
      reason: 'staff',
      note,
      actor,
      now,
    })
    if (!given.ok) return given
  }
  return ok(null)
}

type Back = Readonly<{
  number: number
  groupId: string
  amount: Money
  parts: RefundParts
  reason: string
  note?: string
  actor: string
  now: Date
}>

/** Promises it, and where no gateway has a say gives it. Under the order's lock. */
export async function giveBack(tx: Tx, payment: LockedPayment, back: Back): Promise<Result<null, RefundProblem>> {
  const claimed = await claimRefund(tx, payment, back)
  if (!claimed.ok) return refuse({ code: 'too_much', field: '', left: claimed.refusal.left })
  const { orderId, id: paymentId, gateway, mode } = payment
  const { number, amount, parts, actor } = back
  const due = { id: claimed.value, orderId, number, paymentId, gateway, mode, amount, parts, actor }
  if (isOurs(payment)) await giveByHand(tx, due, back.now)
  return ok(null)
}
