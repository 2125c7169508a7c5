import { ok, refuse, type Result } from '#kernel/result'
import type { Answer, GatewayPayment, Mode } from '#modules/payment'
import { noAnswer, type PaypalClient, type Trouble } from './client.ts'
import { disputesOf } from './disputes.ts'
import { giveUp } from './give-up.ts'
import { isEnded, isPaypalId, orderAnswer, unitOf, type PaypalOrder } from './order.ts'
import { paymentOf } from './payment-of.ts'

export type Paypal = Readonly<{ client: PaypalClient; mode: Mode; merchantId: string }>

/** @throws nothing: an answer that does not look like an order is an unknown outcome. */
export async function readOrder({ client }: Paypal, ref: string): Promise<Result<PaypalOrder, Trouble>> {
  if (!isPaypalId(ref)) return refuse({ code: 'refused', reason: 'no such payment', issue: '', status: 404 })
  return orderIn(await client.call({ method: 'GET', path: `/v2/checkout/orders/${ref}` }))
}

export function orderIn(said: Result<unknown, Trouble>): Result<PaypalOrder, Trouble> {
  if (!said.ok) return said
  const read = orderAnswer.safeParse(said.value)
  return read.success
    ? ok(read.data)
    : refuse({ code: 'unknown', reason: 'an answer that is no order', issue: '', status: 0 })
}

/**
 * How a payment stands. What the buyer has approved is taken (or set aside) here, once, whoever asks first: return page,
 * webhook or completer. An order that was given up, or that would pay somebody else, is left alone.
 */
export async function fetchPayment(paypal: Paypal, ref: string): Promise<Answer<GatewayPayment>> {
  const first = await readOrder(paypal, ref)
  if (!first.ok) return refuse(noAnswer(first.refusal))
  const order = first.value
  if (order.status !== 'APPROVED' || isEnded(order) || !isForUs(paypal, order)) return described(paypal, order)

  const verb = order.intent === 'AUTHORIZE' ? 'authorize' : 'capture'
  const path = `/v2/checkout/orders/${ref}/${verb}`
  const taken = await paypal.client.call({ method: 'POST', path, body: {}, requestId: `${verb}-${ref}` })
  if (!taken.ok && taken.refusal.code !== 'refused') return refuse(noAnswer(taken.refusal))
  const after = await readOrder(paypal, ref)
  if (!after.ok) return refuse(noAnswer(after.refusal))
  const said = described(paypal, after.value)
  if (taken.ok || (await said).ok === false || after.value.status === 'COMPLETED') return said
  // The shop lets the order go now: what its buyer approves later must not be taken, and given back.
  await giveUp(paypal.client, after.value)
  return asFailed(await said, taken.refusal.issue)
}

/** The buyer agreed, and PayPal did not: their money source was declined. */
const asFailed = (said: Answer<GatewayPayment>, issue: string): Answer<GatewayPayment> =>
  said.ok ? ok({ ...said.value, state: 'failed', redirectUrl: null, failureCode: issue || 'declined' }) : said

const isForUs = ({ merchantId }: Paypal, order: PaypalOrder): boolean => {
  const payee = unitOf(order).payee?.merchant_id
  return payee === undefined || payee === merchantId
}

/** In the shop's words, with the disputes about what was taken. */
export async function described(paypal: Paypal, order: PaypalOrder): Promise<Answer<GatewayPayment>> {
  try {
    const disputes = await disputesOf(paypal.client, order)
    return ok(paymentOf(order, { mode: paypal.mode, disputes }))
  } catch (error) {
    return refuse({ code: 'unknown', reason: error instanceof Error ? error.message : 'no sense' })
  }
}
