import type { Stripe } from 'stripe'

import { refuse } from '#kernel/result'
import type { Answer, GatewayPayment } from '#modules/payment'
import { answer } from './answers.ts'
import { stripeLibrary } from './library.ts'
import { EXPAND, idOf, objectOf, paymentOf } from './payment-of.ts'

/** How a payment stands in Stripe's book, with its card, fee and disputes. */
export async function fetchSession(stripe: Stripe, ref: string): Promise<Answer<GatewayPayment>> {
  if (!isSessionId(ref)) return refuse({ code: 'refused', reason: 'no such payment' })
  return answer(async () => {
    const session = await stripe.checkout.sessions.retrieve(ref, { expand: EXPAND })
    const intent = objectOf(session.payment_intent)
    const charge = objectOf(intent?.latest_charge ?? null)
    if (!intent || !charge) return paymentOf(session)
    const of = { payment_intent: intent.id }
    const disputes = charge.disputed ? (await stripe.disputes.list({ ...of, limit: 20 })).data : []
    const refunds = charge.amount_refunded > 0 ? await refundsOf(stripe, of) : []
    return paymentOf(session, { disputes, refunds })
  })
}

/** A key without the right to list refunds tells their sum all the same. */
async function refundsOf(stripe: Stripe, of: { payment_intent: string }): Promise<Stripe.Refund[]> {
  try {
    return (await stripe.refunds.list({ ...of, limit: 100 })).data
  } catch (error) {
    if (error instanceof stripeLibrary().errors.StripePermissionError) return []
    throw error
  }
}

/** The payment intent of a session, once the shopper has tried to pay. */
export async function intentOf(stripe: Stripe, ref: string): Promise<string | null> {
  return isSessionId(ref) ? idOf((await stripe.checkout.sessions.retrieve(ref)).payment_intent) : null
}

/** Nothing else of ours may stand in the path of a request. */
export const isSessionId = (ref: string): boolean => /^cs_\w{1,250}$/.test(ref)
