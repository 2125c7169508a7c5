import type { Stripe } from 'stripe'

import { refuse } from '#kernel/result'
import type { Answer, GatewayPayment } from '#modules/payment'
import { answer } from './answers.ts'
import { EXPAND, idOf, objectOf, paymentOf } from './payment-of.ts'

/** How a payment stands in Stripe's book, with its card, fee and disputes. */
export async function fetchSession(stripe: Stripe, ref: string): Promise<Answer<GatewayPayment>> {
  if (!isSessionId(ref)) return refuse({ code: 'refused', reason: 'no such payment' })
  return answer(async () => {
    const session = await stripe.checkout.sessions.retrieve(ref, { expand: EXPAND })
    const intent = objectOf(session.payment_intent)
    const charge = objectOf(intent?.latest_charge ?? null)
    if (!intent || !charge?.disputed) return paymentOf(session)
    const { data } = await stripe.disputes.list({ payment_intent: intent.id, limit: 20 })
    return paymentOf(session, data)
  })
}

/** The payment intent of a session, once the shopper has tried to pay. */
export async function intentOf(stripe: Stripe, ref: string): Promise<string | null> {
  return isSessionId(ref) ? idOf((await stripe.checkout.sessions.retrieve(ref)).payment_intent) : null
}

/** Nothing else of ours may stand in the path of a request. */
export const isSessionId = (ref: string): boolean => /^cs_\w{1,250}$/.test(ref)
