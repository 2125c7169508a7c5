import { ok, refuse, type Result } from '#kernel/result'
import type { Answer, GatewayPayment, Mode } from '#modules/payment'
import { noAnswer, type PaypalClient, type Trouble } from './client.ts'
import { disputesOf } from './disputes.ts'
import { isElsewhere } from './express.ts'
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
 * webhook or completer. An order that was given up, or that would pay somebody else, is left alone; one that would go to
 * another country than was asked for is ended.
 */
export async function fetchPayment(paypal: Paypal, ref: string): Promise<Answer<GatewayPayment>> {
  const first = await readOrder(paypal, ref)
  if (!first.ok) return refuse(noAnswer(first.refusal))
  const order = first.value
  if (order.status !== 'APPROVED' || isEnded(order) || !isForUs(paypal, order)) return described(paypal, order)
  return isElsewhere(order) ? turnAway(paypal, order, ref) : take(paypal, order, ref)
}

/** All of it, or sets it aside: what the order was made for. */
async function take(paypal: Paypal, { intent }: PaypalOrder, ref: string): Promise<Answer<GatewayPayment>> {
  const verb = intent === 'AUTHORIZE' ? 'authorize' : 'capture'
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

/** Nothing is taken of it, and nothing later, when its buyer goes back and chooses another address. */
async function turnAway(paypal: Paypal, order: PaypalOrder, ref: string): Promise<Answer<GatewayPayment>> {
  const marked = await giveUp(paypal.client, order)
  if (!marked.ok && marked.refusal.code !== 'refused') return refuse(noAnswer(marked.refusal))
  // Where PayPal refuses that, the order may have gone on in that moment; else it stays undecided, and is asked about again.
  const after = await readOrder(paypal, ref)
  return after.ok ? described(paypal, after.value) : refuse(noAnswer(after.refusal))
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
