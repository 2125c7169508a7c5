import type { Stripe } from 'stripe'

import { ok, refuse } from '#kernel/result'
import type { Answer, Gateway, Mode, SavedAtGateway } from '#modules/payment'
import { asFetch } from '#platform/outbound/as-fetch'
import type { Outbound } from '#platform/outbound/outbound'
import { answer } from './answers.ts'
import { create } from './create.ts'
import { fetchSession } from './fetch.ts'
import { findByKey } from './find-by-key.ts'
import { stripeLibrary } from './library.ts'
import { cancel, capture, readRefund, refund } from './move-money.ts'
import { readEvent, verify } from './webhook.ts'

export const STRIPE_API = 'https://api.stripe.com'

export type StripeSettings = Readonly<{
  name: string
  mode: Mode
  apiKey: string
  /** Of our webhooks there; several while one is replaced by another. */
  webhookSecrets: readonly string[]
  outbound: Outbound
  /** Another address only for tests. */
  api?: string
}>

/**
 * Stripe by its hosted page (Checkout): card data and Stripe's scripts never come near ours, and the account decides which
 * cards, wallets and local ways to pay are shown. A payment's name is its session's.
 */
export function stripeGateway(settings: StripeSettings): Gateway {
  const { name, mode, webhookSecrets, api = STRIPE_API } = settings
  const stripe = clientOf(settings)
  return {
    name,
    mode,
    payee: null,
    supports: {
      capture: 'both',
      partialCapture: true,
      multipleCaptures: false,
      partialRefund: true,
      void: true,
      savedMethods: true,
      express: true,
      currencies: 'all',
    },
    formOrigins: [api === STRIPE_API ? 'https://checkout.stripe.com' : new URL(api).origin],
    create: (payment) => create(stripe, payment),
    fetch: (ref) => fetchSession(stripe, ref),
    findByKey: (key) => findByKey(stripe, key),
    cancel: (ref) => cancel(stripe, ref),
    capture: (asked) => capture(stripe, asked),
    refund: (asked) => refund(stripe, asked),
    readRefund: (given) => readRefund(stripe, given),
    readWebhook: async (raw, headers, now) => {
      const wrong = verify(webhookSecrets, raw, { headers, now })
      return wrong ? refuse(wrong) : readEvent(stripe, raw)
    },
    test: () => testAccount(stripe, mode),
    deleteSavedMethod: (saved) => forget(stripe, saved),
  }
}

/** The official library over our way out: its time-outs and repetitions are off, ours count. */
function clientOf({ apiKey, outbound, api = STRIPE_API }: StripeSettings): Stripe {
  const { hostname, port, protocol } = new URL(api)
  const Library = stripeLibrary()
  return new Library(apiKey, {
    host: hostname,
    ...(port === '' ? {} : { port }),
    protocol: protocol === 'http:' ? 'http' : 'https',
    httpClient: Library.createFetchHttpClient(asFetch(outbound)),
    maxNetworkRetries: 0,
    timeout: 15_000,
    telemetry: false,
    appInfo: { name: 'Stoa' },
  })
}

async function testAccount(stripe: Stripe, mode: Mode): Promise<Answer<{ account: string; mode: Mode }>> {
  const asked = await answer(() => stripe.accounts.retrieveCurrent())
  if (!asked.ok) return asked
  const { id, settings, business_profile: business, email, charges_enabled: isReady } = asked.value
  if (mode === 'live' && !isReady)
    return refuse({ code: 'refused', reason: 'Stripe says that this account may not take payments yet' })
  const account = settings?.dashboard.display_name ?? business?.name ?? email
  return ok({ account: account ? `${account} (${id})` : id, mode })
}

/** One that Stripe does not know (any more) is forgotten too. */
async function forget(stripe: Stripe, { ref }: Pick<SavedAtGateway, 'ref'>): Promise<Answer<null>> {
  const gone = await answer(() => stripe.paymentMethods.detach(ref, {}, { idempotencyKey: `detach-${ref}` }))
  return gone.ok || gone.refusal.code === 'refused' ? ok(null) : gone
}
