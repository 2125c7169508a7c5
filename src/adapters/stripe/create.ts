import { isDeepStrictEqual } from 'node:util'

import type { Stripe } from 'stripe'

import { momentOf } from '#kernel/moment-of'
import { ok, refuse } from '#kernel/result'
import type { Answer, GatewayPayment, NewGatewayPayment } from '#modules/payment'
import { toStripe } from './amounts.ts'
import { troubleOf } from './answers.ts'
import { reachable } from './delivery-countries.ts'
import { findByKey } from './find-by-key.ts'
import { lineItems } from './line-items.ts'
import { paymentOf } from './payment-of.ts'

/** The shop ends what is undecided long before; this is for sessions that nobody comes back to. */
const LIVES_S = 2 * 3600

const tooFine = refuse({ code: 'refused', reason: 'Stripe cannot take this amount in this currency' })
const tooFar = refuse({ code: 'refused', reason: 'Stripe’s page lets nothing be sent to this country' })
const otherMoney = refuse({ code: 'refused', reason: 'this key was used for other money' })

/** Makes the page where the shopper pays; the same key again finds it. */
export async function create(stripe: Stripe, payment: NewGatewayPayment): Promise<Answer<GatewayPayment>> {
  const units = toStripe(payment.amount)
  if (units === null) return tooFine
  if (payment.express?.isSent && !reachable.has(payment.express.country)) return tooFar
  try {
    return ok(paymentOf(await sessionFor(stripe, payment, units)))
  } catch (error) {
    const { code, reason } = troubleOf(error)
    if (code === 'unknown') return refuse({ code, reason })
    return code === 'key_reused' ? earlier(stripe, payment) : refuse({ code: 'refused', reason })
  }
}

/** Stripe knows the key with other parameters: the same payment after all, or one for other money? */
async function earlier(stripe: Stripe, { idempotencyKey, amount }: NewGatewayPayment): Promise<Answer<GatewayPayment>> {
  const found = await findByKey(stripe, idempotencyKey)
  if (!found.ok) return found
  if (!found.value) return refuse({ code: 'unknown', reason: 'the key is known, its payment is not' })
  return isDeepStrictEqual(found.value.amount, amount) ? ok(found.value) : otherMoney
}

/** Only what belongs to the payment stands in it: a repetition, however late, is the same request to the letter. */
function sessionFor(stripe: Stripe, payment: NewGatewayPayment, units: number): Promise<Stripe.Checkout.Session> {
  const { idempotencyKey } = payment
  const metadata = { order: payment.reference, payment: idempotencyKey }
  const title = payment.language === 'de' ? `Bestellung ${payment.reference}` : `Order ${payment.reference}`
  return stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: lineItems(payment, { units, title }),
      payment_intent_data: {
        capture_method: payment.capture,
        description: title,
        metadata,
        ...(payment.customer?.save ? { setup_future_usage: 'on_session' } : {}),
      },
      ...customerOf(payment),
      ...askedOf(payment),
      client_reference_id: idempotencyKey,
      metadata,
      locale: payment.language,
      success_url: payment.returnUrl,
      cancel_url: payment.cancelUrl,
      expires_at: Math.floor(momentOf(idempotencyKey) / 1000) + LIVES_S,
    },
    { idempotencyKey },
  )
}

/** Whoever is known there sees what they saved; whoever wants to be known becomes so. */
function customerOf({ customer, saved, email }: NewGatewayPayment): Partial<Stripe.Checkout.SessionCreateParams> {
  const known = saved?.customerRef ?? customer?.gatewayRef
  if (known)
    return {
      customer: known,
      saved_payment_method_options: { allow_redisplay_filters: ['always', 'limited', 'unspecified'] },
    }
  return {
    ...(email === '' ? {} : { customer_email: email }),
    ...(customer?.save ? { customer_creation: 'always' } : {}),
  }
}

/**
 * What the page asks for besides. Where something is sent, the payer's own address is only asked for as far as their bank
 * wants it: name, country and postcode come with the place it goes to.
 */
function askedOf({ express }: NewGatewayPayment): Partial<Stripe.Checkout.SessionCreateParams> {
  if (!express) return {}
  return {
    phone_number_collection: { enabled: false },
    billing_address_collection: express.isSent ? 'auto' : 'required',
    ...(express.isSent ? { shipping_address_collection: { allowed_countries: [express.country] } } : {}),
  }
}
