import { money, type Currency, type Money } from '#kernel/money'
import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayPayment, NewCapture, NewGatewayRefund } from '#modules/payment'
import { fromPaypal, sumOf, toPaypal } from './amounts.ts'
import { noAnswer } from './client.ts'
import { described, readOrder, type Paypal } from './fetch.ts'
import { giveUp } from './give-up.ts'
import {
  authorizationOf,
  captureAnswer,
  capturesOf,
  hasMoney,
  isGiven,
  refundAnswer,
  refundsOf,
  type PaypalCapture,
  type PaypalOrder,
} from './order.ts'

const tooFine = refuse({ code: 'refused', reason: 'PayPal cannot move this amount in this currency' })
const nothingLeft = refuse({ code: 'refused', reason: 'not so much is left' })
const strange = refuse({ code: 'unknown', reason: 'an answer that makes no sense' })

/** Gives an undecided order up, or frees what is set aside. What the buyer was faster with is answered as it is. */
export async function cancel(paypal: Paypal, ref: string): Promise<Answer<GatewayPayment>> {
  const before = await readOrder(paypal, ref)
  if (!before.ok) return refuse(noAnswer(before.refusal))
  const order = before.value
  const ended = order.status === 'COMPLETED' ? await voidHeld(paypal, order) : await giveUp(paypal.client, order)
  if (!ended.ok && ended.refusal.code !== 'refused') return refuse(noAnswer(ended.refusal))
  const after = await readOrder(paypal, ref)
  return after.ok ? described(paypal, after.value) : refuse(noAnswer(after.refusal))
}

async function voidHeld({ client }: Paypal, order: PaypalOrder) {
  const held = authorizationOf(order)
  if (held?.status !== 'CREATED' && held?.status !== 'PARTIALLY_CAPTURED') return ok(null)
  const path = `/v2/payments/authorizations/${held.id}/void`
  return client.call({ method: 'POST', path, requestId: `void-${held.id}` })
}

/** Takes a part of what is set aside; the rest stays, unless this is the last part. */
export async function capture(
  paypal: Paypal,
  { ref, amount, idempotencyKey, final }: NewCapture,
): Promise<Answer<{ captureRef: string; fee: Money | null }>> {
  const sum = toPaypal(amount)
  if (!sum) return tooFine
  const order = await readOrder(paypal, ref)
  if (!order.ok) return refuse(noAnswer(order.refusal))
  const held = authorizationOf(order.value)
  if (!held) return nothingLeft
  const said = await paypal.client.call({
    method: 'POST',
    path: `/v2/payments/authorizations/${held.id}/capture`,
    requestId: idempotencyKey,
    body: { amount: sum, final_capture: final },
  })
  if (!said.ok) return refuse(noAnswer(said.refusal))
  const read = captureAnswer.safeParse(said.value)
  if (!read.success) return strange
  const settled = read.data.status === 'PENDING' ? await captureNow(paypal, read.data.id) : ok(read.data)
  if (!settled.ok) return settled
  const { id, status, seller_receivable_breakdown: parts } = settled.value
  if (status === 'DECLINED' || status === 'FAILED') return refuse({ code: 'refused', reason: status })
  return ok({ captureRef: id, fee: parts?.paypal_fee ? fromPaypal(parts.paypal_fee) : null })
}

/** A bank or PayPal itself may look at it for days: until then it is not known whether the money comes. */
async function captureNow({ client }: Paypal, id: string): Promise<Answer<PaypalCapture>> {
  const said = await client.call({ method: 'GET', path: `/v2/payments/captures/${id}` })
  if (!said.ok) return refuse({ code: 'unknown', reason: noAnswer(said.refusal).reason })
  const read = captureAnswer.safeParse(said.value)
  if (!read.success) return strange
  return read.data.status === 'PENDING' ? refuse({ code: 'unknown', reason: 'PayPal has it in review' }) : ok(read.data)
}

/**
 * Gives a part back, once for a key. PayPal refunds captures, not orders: what was taken in several parts is given back
 * from several. Each part bears the key, so that whoever comes again does only what is missing.
 */
export async function refund(paypal: Paypal, asked: NewGatewayRefund): Promise<Answer<{ refundRef: string }>> {
  if (!toPaypal(asked.amount)) return tooFine
  const order = await readOrder(paypal, asked.ref)
  if (!order.ok) return refuse(noAnswer(order.refusal))
  const { currency } = asked.amount
  const given = refundsOf(order.value).filter((one) => isGiven(one) && one.custom_id === asked.idempotencyKey)
  const refs = given.map(({ id }) => id)
  const plan = planOf(order.value, {
    ...asked,
    given: sumOf(
      given.map((one) => one.amount),
      currency,
    ).amount,
  })
  if (!plan) return nothingLeft
  for (const { captureId, amount } of plan) {
    const part = await refundPart(paypal, asked, { captureId, amount: money(amount, currency) })
    // What was given in part is no refusal: whoever comes again does the rest, or finds that there is none.
    if (!part.ok) return refs.length > 0 ? refuse({ ...part.refusal, code: 'unknown' }) : part
    refs.push(part.value)
  }
  return ok({ refundRef: refs.join(',') })
}

type Part = { captureId: string; amount: number }

/** From which captures the rest comes, oldest first; null when there is not so much. */
function planOf(order: PaypalOrder, { amount, given }: NewGatewayRefund & { given: number }): Part[] | null {
  const parts: Part[] = []
  let missing = amount.amount - given
  for (const one of capturesOf(order).filter(hasMoney)) {
    const part = Math.min(missing, leftOf(order, one, amount.currency))
    if (part > 0) parts.push({ captureId: one.id, amount: part })
    missing -= Math.max(0, part)
  }
  return missing > 0 || given > amount.amount ? null : parts
}

/** What is left of a capture: refunds point up to theirs. */
function leftOf(order: PaypalOrder, { id, amount }: PaypalCapture, currency: Currency): number {
  const of = refundsOf(order).filter(
    (one) => isGiven(one) && one.links?.some(({ rel, href }) => rel === 'up' && href.endsWith(`/captures/${id}`)),
  )
  const given = of.map((one) => one.amount)
  return sumOf([amount], currency).amount - sumOf(given, currency).amount
}

async function refundPart(
  { client }: Paypal,
  { idempotencyKey }: NewGatewayRefund,
  { captureId, amount }: { captureId: string; amount: Money },
): Promise<Answer<string>> {
  const sum = toPaypal(amount)
  if (!sum) return tooFine
  const said = await client.call({
    method: 'POST',
    path: `/v2/payments/captures/${captureId}/refund`,
    requestId: `${idempotencyKey}-${captureId}`,
    body: { amount: sum, custom_id: idempotencyKey },
  })
  if (!said.ok) return refuse(noAnswer(said.refusal))
  const read = refundAnswer.safeParse(said.value)
  if (!read.success) return strange
  return isGiven(read.data) ? ok(read.data.id) : refuse({ code: 'refused', reason: read.data.status })
}
