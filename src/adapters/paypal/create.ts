import { isDeepStrictEqual } from 'node:util'

import { refuse } from '#kernel/result'
import type { Answer, GatewayPayment, NewGatewayPayment } from '#modules/payment'
import { referenceIdFor } from './express.ts'
import { described, orderIn, type Paypal } from './fetch.ts'
import { saleOf } from './sale.ts'

const locales = { en: 'en-US', de: 'de-DE' }

const tooFine = refuse({ code: 'refused', reason: 'PayPal cannot take this amount in this currency' })
const otherMoney = refuse({ code: 'refused', reason: 'this key was used for other money' })

/** Makes the order at PayPal, and the page where the buyer approves it; the same key again answers the same order. */
export async function create(paypal: Paypal, payment: NewGatewayPayment): Promise<Answer<GatewayPayment>> {
  const sale = saleOf(payment)
  if (!sale) return tooFine
  const { idempotencyKey: key, reference, express } = payment
  const said = await paypal.client.call({
    method: 'POST',
    path: '/v2/checkout/orders',
    requestId: key,
    body: {
      intent: payment.capture === 'manual' ? 'AUTHORIZE' : 'CAPTURE',
      purchase_units: [
        {
          reference_id: referenceIdFor(express),
          custom_id: key,
          // PayPal wants it unique in the account; the number of the order comes first, for people.
          invoice_id: `${reference}-${key.slice(-12)}`,
          ...sale,
          payee: { merchant_id: paypal.merchantId },
        },
      ],
      payment_source: {
        paypal: {
          experience_context: {
            return_url: payment.returnUrl,
            cancel_url: payment.cancelUrl,
            user_action: 'PAY_NOW',
            shipping_preference: express?.isSent ? 'GET_FROM_FILE' : 'NO_SHIPPING',
            locale: locales[payment.language],
          },
        },
      },
    },
  })
  const order = orderIn(said)
  if (!order.ok) {
    const { code, reason } = order.refusal
    return refuse({ code: code === 'unknown' ? 'unknown' : 'refused', reason })
  }
  const made = await described(paypal, order.value)
  return made.ok && !isDeepStrictEqual(made.value.amount, payment.amount) ? otherMoney : made
}
