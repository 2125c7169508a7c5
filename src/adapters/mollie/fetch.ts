import { momentOf } from '#kernel/moment-of'
import { ok, refuse, type Result } from '#kernel/result'
import type { Answer, GatewayPayment } from '#modules/payment'
import { noAnswer, type MollieClient, type Trouble } from './client.ts'
import {
  chargebackList,
  isMollieId,
  paymentAnswer,
  paymentList,
  paymentOf,
  refundList,
  type MolliePayment,
} from './payment.ts'

export async function readPayment(call: MollieClient, ref: string): Promise<Result<MolliePayment, Trouble>> {
  if (!isMollieId(ref)) return refuse({ code: 'refused', reason: 'no such payment', status: 404 })
  return call({ method: 'GET', path: `payments/${ref}` }, paymentAnswer)
}

/** How a payment stands in Mollie's book, with what was charged back. */
export async function fetchPayment(call: MollieClient, ref: string): Promise<Answer<GatewayPayment>> {
  const said = await readPayment(call, ref)
  return said.ok ? described(call, said.value) : refuse(noAnswer(said.refusal))
}

export async function described(call: MollieClient, payment: MolliePayment): Promise<Answer<GatewayPayment>> {
  const path = `payments/${payment.id}`
  const hasRefunds = Number(payment.amountRefunded?.value ?? 0) > 0
  const [chargebacks, refunds] = await Promise.all([
    payment.hasChargebacks ? call({ method: 'GET', path: `${path}/chargebacks` }, chargebackList) : ok([]),
    hasRefunds ? call({ method: 'GET', path: `${path}/refunds?limit=250` }, refundList) : ok([]),
  ])
  if (!chargebacks.ok) return refuse(noAnswer(chargebacks.refusal))
  if (!refunds.ok) return refuse(noAnswer(refunds.refusal))
  try {
    return ok(paymentOf(payment, { chargebacks: chargebacks.value, refunds: refunds.value }))
  } catch (error) {
    return refuse({ code: 'unknown', reason: error instanceof Error ? error.message : 'no sense' })
  }
}

const PAGE = 250
const MOST_PAGES = 8
const BEFORE_MS = 300_000

/**
 * The payment that this key made, if it made one. Mollie cannot be asked by key; but it lists payments, the newest first,
 * and a key of ours tells when it was made.
 */
export async function findByKey(call: MollieClient, key: string): Promise<Answer<GatewayPayment | null>> {
  const since = momentOf(key) - BEFORE_MS
  let path = `payments?limit=${PAGE}`
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const said = await call({ method: 'GET', path }, paymentList)
    if (!said.ok) return refuse({ code: 'unknown', reason: said.refusal.reason })
    const { payments, hasMore } = said.value
    const found = payments.find(({ metadata }) => metadata?.key === key)
    if (found) return described(call, found)
    const last = payments.at(-1)
    if (!last || !hasMore || Date.parse(last.createdAt) < since) return ok(null)
    path = `payments?limit=${PAGE}&from=${last.id}`
  }
  return refuse({ code: 'unknown', reason: 'too many payments since then' })
}
