import { captureEntry, postAll, refundEntry } from '#modules/ledger'
import {
  claimRefund,
  endAuthorization,
  insertExternalCapture,
  insertExternalRefund,
  lockPayments,
  nothingNamed,
  refundedByHand,
  refundNamesOf,
  returnedBeside,
  type GatewayPayment,
  type LockedPayment,
} from '#modules/payment'
import { money, sum, type Money } from '#kernel/money'
import { lockOrder } from '#modules/order'
import type { Tx } from '#platform/db'
import { recordEvent } from '#platform/events'
import { callOff } from './call-off.ts'
import { followDisputes } from './follow-disputes.ts'
import { readRefundFacts, restOf, scaled } from '#modules/refund'
import type { Locked, Settled } from './settle.ts'
import { noteSurplus } from './surplus.ts'

/**
 * What happened at the gateway's own desk after the agreement: money taken, freed or given back there, disputes. Its book
 * counts. While a capture or refund of ours is on its way nothing is concluded; the next look is.
 */
export async function followGateway(tx: Tx, locked: Locked, said: GatewayPayment): Promise<Settled> {
  const { payment } = locked
  await followDisputes(tx, locked, said)
  const isBusy = payment.capturing.amount > 0 || payment.refunding.amount > 0
  if (isBusy) return { state: payment.state, goesBack: false }
  const captured = payment.state === 'authorized' ? await followAuthorization(tx, locked, said) : null
  if (captured) return captured
  await followRefunds(tx, locked, said)
  return { state: payment.state, goesBack: false }
}

/** The same for what had happened there before anybody here looked: the payment has just been written down as agreed. */
export async function followFirst(tx: Tx, locked: Locked, said: GatewayPayment): Promise<void> {
  const isNew = said.state === 'authorized' && said.captured.amount > 0
  if (!isNew && said.refunded.amount === 0 && said.disputes.length === 0) return
  const { id: orderId } = locked.order
  const [order, payments] = [await lockOrder(tx, orderId), await lockPayments(tx, orderId)]
  const payment = payments.find(({ id }) => id === locked.payment.id)
  if (payment) await followGateway(tx, { ...locked, order, payments, payment }, said)
}

/** Null when nothing is new. */
async function followAuthorization(tx: Tx, locked: Locked, said: GatewayPayment): Promise<Settled | null> {
  const { order, payment, now } = locked
  const isOver = said.state === 'captured' || said.state === 'canceled' || said.state === 'failed'
  const taken = Math.min(said.captured.amount, payment.authorized.amount)
  const more = money(taken - payment.captured.amount, payment.amount.currency)
  const data = { paymentId: payment.id, method: payment.method, number: order.number }
  await noteSurplus(tx, locked, said)
  if (more.amount > 0) {
    const captureId = await insertExternalCapture(tx, payment, { amount: more, final: isOver, now })
    const { gateway, mode } = payment
    await postAll(tx, [captureEntry({ captureId, orderId: order.id, gateway, amount: more, mode, at: now })])
    await recordEvent(tx, { type: 'payment.taken', subjectId: order.id, data: { ...data, ...more } })
    const goesBack = order.state === 'canceled'
    const back = { amount: more, parts: nothingNamed, reason: 'late_payment', actor: 'system', now }
    if (goesBack) await claimRefund(tx, payment, { groupId: captureId, ...back })
    return { state: isOver ? 'captured' : 'authorized', goesBack }
  }
  if (!isOver) return null
  if (!(await endAuthorization(tx, payment, now))) return null
  const type = payment.voiding || payment.captured.amount > 0 ? 'payment.voided' : 'payment.authorization_lost'
  await recordEvent(tx, { type, subjectId: order.id, data: { ...data, ...payment.amount } })
  if (payment.captured.amount > 0) return { state: 'captured', goesBack: false }
  return { state: 'canceled', goesBack: await giveUp(tx, locked) }
}

/**
 * Somebody gave an open payment up in the moment in which its shopper paid: the order was agreed, and then its money was
 * freed. It is called off with it. Not when money is set aside for it by another payment, or when it cannot be: then
 * people see that the money is gone. Answers whether it was: what a gift card paid goes back then.
 */
async function giveUp(tx: Tx, { order, payment, payments, said, now }: Locked): Promise<boolean> {
  const reason = said.payment ? said.givenUp : undefined
  const isHeldElsewhere = payments.some(({ id, state }) => id !== payment.id && state === 'authorized')
  if (!reason || order.state !== 'open' || isHeldElsewhere) return false
  return (await callOff(tx, { orderId: order.id, reason, restock: true, actor: 'system' }, now)).ok
}

async function followRefunds(tx: Tx, { order, payment, payments, now }: Locked, said: GatewayPayment): Promise<void> {
  const [byHand, beside] = [await refundedByHand(tx, payment.id), await returnedBeside(tx, payment)]
  const given = said.refunded.amount - beside
  const back = money(given - payment.refunded.amount + byHand, payment.amount.currency)
  if (back.amount <= 0 || given > payment.captured.amount) return
  const { gateway, mode, orderId } = payment
  const isSold = order.state === 'open' || order.state === 'completed'
  for (const { ref, amount } of await newRefunds(tx, payment, { said, back })) {
    const rest = isSold ? restOf(await readRefundFacts(tx, orderId, payments)) : null
    const split = rest ? scaled(rest, amount.amount, amount.currency) : nothingNamed
    const refundId = await insertExternalRefund(tx, payment, { ref, amount, parts: split, now })
    await postAll(tx, [refundEntry({ refundId, orderId, gateway, amount, split, mode, at: now })])
    const data = { refundId, ...amount }
    await recordEvent(tx, { type: 'payment.refunded', subjectId: order.id, data, actor: 'gateway' })
  }
}

type Back = Readonly<{ said: GatewayPayment; back: Money }>

/** Each by its name, so that it is watched like one of ours; where names do not explain the sum, the sum alone. */
async function newRefunds(
  tx: Tx,
  { id }: LockedPayment,
  { said, back }: Back,
): Promise<{ ref: string | null; amount: Money }[]> {
  const names = await refundNamesOf(tx, id)
  const unknown = said.refunds.filter(({ ref }) => !names.has(ref))
  return sum(
    unknown.map(({ amount }) => amount),
    back.currency,
  ).amount === back.amount
    ? unknown
    : [{ ref: null, amount: back }]
}
