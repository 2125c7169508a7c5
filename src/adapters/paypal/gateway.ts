import { z } from 'zod'

import { ok, refuse } from '#kernel/result'
import type { Answer, Gateway, Mode } from '#modules/payment'
import type { Outbound } from '#platform/outbound/outbound'
import { currencies } from './amounts.ts'
import { noAnswer, paypalClient } from './client.ts'
import { create } from './create.ts'
import { fetchPayment, type Paypal } from './fetch.ts'
import { cancel, capture, refund } from './move-money.ts'
import { readRefund } from './read-refund.ts'
import { readMessage } from './webhook.ts'

export const PAYPAL_API: Readonly<Record<Mode, string>> = {
  live: 'https://api-m.paypal.com',
  test: 'https://api-m.sandbox.paypal.com',
}

const pages = { live: 'https://www.paypal.com', test: 'https://www.sandbox.paypal.com' }

export type PaypalSettings = Readonly<{
  name: string
  mode: Mode
  clientId: string
  clientSecret: string
  /** Our account's id there: money must go to it and to no other. */
  merchantId: string
  webhookId: string
  outbound: Outbound
  /** Another address only for tests. */
  api?: string
}>

/** PayPal by its Orders v2: the buyer approves on PayPal's page, and the shop takes the money or sets it aside. */
export function paypalGateway(settings: PaypalSettings): Gateway {
  const { name, mode, merchantId, webhookId, api = PAYPAL_API[mode] } = settings
  const paypal: Paypal = { client: paypalClient({ ...settings, api }), mode, merchantId }
  return {
    name,
    mode,
    payee: merchantId,
    supports: {
      capture: 'both',
      partialCapture: true,
      multipleCaptures: true,
      partialRefund: true,
      void: true,
      savedMethods: false,
      express: true,
      currencies,
    },
    formOrigins: [api === PAYPAL_API[mode] ? pages[mode] : new URL(api).origin],
    create: (payment) => create(paypal, payment),
    fetch: (ref) => fetchPayment(paypal, ref),
    // PayPal cannot be asked by key. Making it again with the same key answers the first.
    findByKey: async () => ok(null),
    cancel: (ref) => cancel(paypal, ref),
    capture: (asked) => capture(paypal, asked),
    refund: (asked) => refund(paypal, asked),
    readRefund: (given) => readRefund(paypal, given),
    readWebhook: (raw, headers, now) => readMessage(paypal, { raw, headers, now, webhookId }),
    test: () => testAccount(paypal, webhookId),
  }
}

const webhookAnswer = z.object({ url: z.string().max(2000) })

/** Signs in anew and looks the webhook up: both must be this account's. */
async function testAccount(
  { client, merchantId, mode }: Paypal,
  webhookId: string,
): Promise<Answer<{ account: string; mode: Mode }>> {
  const signedIn = await client.signIn()
  if (!signedIn.ok) return refuse({ code: 'refused', reason: signedIn.refusal.reason })
  const said = await client.call({ method: 'GET', path: `/v1/notifications/webhooks/${webhookId}` })
  if (!said.ok && said.refusal.status === 404)
    return refuse({ code: 'refused', reason: 'PayPal does not know this webhook id' })
  if (!said.ok) return refuse(noAnswer(said.refusal))
  const read = webhookAnswer.safeParse(said.value)
  return read.success
    ? ok({ account: `${merchantId}, webhook to ${read.data.url}`.slice(0, 200), mode })
    : refuse({ code: 'unknown', reason: 'an answer that makes no sense' })
}
