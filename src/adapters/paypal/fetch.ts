import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import type { Answer, GatewayDispute, GatewayPayment, Mode } from '#modules/payment'
import { fromPaypal } from './amounts.ts'
import { noAnswer, type PaypalClient, type Trouble } from './client.ts'
import { capturesOf, hasMoney, isEnded, isPaypalId, orderAnswer, unitOf, type PaypalOrder } from './order.ts'
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
    const disputes = await disputesOf(paypal, order)
    return ok(paymentOf(order, { mode: paypal.mode, disputes }))
  } catch (error) {
    return refuse({ code: 'unknown', reason: error instanceof Error ? error.message : 'no sense' })
  }
}

const sum = z.object({ currency_code: z.string().length(3), value: z.string().max(32) })
const disputeList = z.object({
  items: z
    .array(
      z.object({
        dispute_id: z.string().max(100),
        reason: z.string().max(100).optional(),
        status: z.string().max(100),
        dispute_outcome: z.string().max(100).optional(),
        dispute_amount: sum,
        seller_response_due_date: z.string().max(64).optional(),
      }),
    )
    .optional(),
})

/** Accounts without the right to read disputes have none that we could tell of. */
async function disputesOf({ client }: Paypal, order: PaypalOrder): Promise<GatewayDispute[]> {
  const all: GatewayDispute[] = []
  for (const { id } of capturesOf(order).filter(hasMoney)) {
    const said = await client.call({ method: 'GET', path: `/v1/customer/disputes?disputed_transaction_id=${id}` })
    const read = said.ok ? disputeList.safeParse(said.value) : null
    for (const one of read?.success ? (read.data.items ?? []) : [])
      all.push({
        ref: one.dispute_id,
        state: one.status === 'RESOLVED' ? (isWon(one.dispute_outcome) ? 'won' : 'lost') : 'open',
        amount: fromPaypal(one.dispute_amount),
        reason: one.reason ?? '',
        dueAt: one.seller_response_due_date ? new Date(one.seller_response_due_date) : null,
      })
  }
  return all
}

const isWon = (outcome = ''): boolean => ['RESOLVED_SELLER_FAVOUR', 'CANCELED_BY_BUYER', 'DENIED'].includes(outcome)
