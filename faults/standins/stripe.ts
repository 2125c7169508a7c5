/**
 * A stand-in for Stripe: `node faults/standins/stripe.ts`. Sessions, intents, captures, refunds, disputes, saved cards,
 * signed webhooks, and a hosted page. Keys come from STANDIN_KEY and STANDIN_SECRET.
 */
import { createHmac } from 'node:crypto'

import { hostedPage, seeOther } from './page.ts'
import { startStandin, type Asked, type Reply } from './standin.ts'
import { failure, forgetKeys, stripeApi } from './stripe/api.ts'
import { all, approve, byId, decline, newId, process as beginDebit, settle, type Booked } from './stripe/book.ts'
import { buyerIn, fieldsOf, saidOn } from './stripe/buyer.ts'
import { dispute, endDispute, inquire } from './stripe/disputes.ts'
import { chargeOf, disputeOf, intentOf, linesOf, refundOf, sessionOf } from './stripe/objects.ts'
import { createWebhooks } from './webhooks.ts'

const apiKey = process.env['STANDIN_KEY'] ?? 'sk_test_standin'
const secret = process.env['STANDIN_SECRET'] ?? 'whsec_standin_secret'
const webhooks = createWebhooks()
const state = { origin: '' }

const tell = (type: string, object: unknown): void => {
  const body = JSON.stringify({
    id: newId('evt'),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  })
  webhooks.send(() => signed(body))
}

function signed(body: string, at = Math.floor(Date.now() / 1000)) {
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': `t=${at},v1=${signature}` } }
}

/** What Stripe sends when somebody has paid. */
function tellPaid(booked: Booked): void {
  tell('payment_intent.created', intentOf(booked, false))
  tell('charge.succeeded', chargeOf(booked))
  tell(
    booked.captured > 0 ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated',
    intentOf(booked, false),
  )
  tell('checkout.session.completed', sessionOf(booked, false))
}

type Act = (booked: Booked, body: Record<string, unknown>) => unknown
const on = (act: Act) => (body: Record<string, unknown>) => {
  const booked = byId(String(body['ref']))
  if (!booked) throw new Error(`no such session: ${String(body['ref'])}`)
  return act(booked, body)
}

const buyer: Record<string, Act> = {
  approve: (booked, { wallet, buyer: said }) => {
    approve(booked, wallet === 'apple_pay' || wallet === 'google_pay' ? { wallet } : {})
    booked.buyer = buyerIn({ ...(said as object) }, booked.asks)
    tellPaid(booked)
  },
  decline: (booked, { code }) => {
    decline(booked, typeof code === 'string' ? code : 'generic_decline')
    tell('payment_intent.payment_failed', intentOf(booked, false))
  },
  debit: (booked, { buyer: said }) => {
    beginDebit(booked)
    booked.buyer = buyerIn({ ...(said as object) }, booked.asks)
    tell('checkout.session.completed', sessionOf(booked, false))
  },
}

const page = ({ method, path, raw }: Asked): Reply => {
  const booked = byId(path.slice('/pay/'.length))
  if (!booked) return failure(404, { message: 'no such page' })
  if (method === 'GET')
    return {
      status: 200,
      body: hostedPage('Stripe', {
        amount: `${booked.amount} ${booked.currency}`,
        reference: booked.metadata['order'] ?? '',
        actions: [...Object.keys(buyer), 'cancel'],
        fields: fieldsOf(booked.asks),
      }),
    }
  const form = new URLSearchParams(raw)
  const answer = form.get('answer') ?? ''
  if (answer === 'cancel') return seeOther(booked.cancelUrl)
  if (booked.status === 'open') buyer[answer]?.(booked, { buyer: saidOn(booked.asks, form) })
  return seeOther(answer === 'decline' ? path : booked.successUrl)
}

const api = stripeApi({ apiKey, origin: () => state.origin, tell })

await startStandin({
  name: 'stripe',
  api: (asked) => {
    state.origin = `http://${asked.headers.host ?? ''}`
    return asked.path.startsWith('/pay/') ? page(asked) : api(asked)
  },
  refusal: () => failure(402, { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' }),
  busy: () => failure(429, { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' }),
  book: () =>
    all().map(({ id, amount, currency, reference, status, intent, captured, refunded, refunds, metadata }) => ({
      ref: id,
      key: reference,
      order: metadata['order'],
      amount,
      currency,
      status,
      intent: intent?.status ?? null,
      captured,
      refunded,
      refunds: refunds.length,
    })),
  actions: {
    ...webhooks.actions,
    ...Object.fromEntries(Object.entries(buyer).map(([name, act]) => [name, on(act)])),
    settle: on((booked, { good }) => {
      settle(booked, good !== false)
      const type = good === false ? 'async_payment_failed' : 'async_payment_succeeded'
      tell(`checkout.session.${type}`, sessionOf(booked, false))
    }),
    /** The bank sends the newest refund back. */
    fail_refund: on((booked) => {
      const given = booked.refunds.findLast((one) => !one.hasFailed)
      if (!given) throw new Error('nothing was given back')
      given.hasFailed = true
      booked.refunded -= given.amount
      tell('refund.failed', refundOf(booked, given))
    }),
    inquire: on((booked) => inquire(booked, tell)),
    dispute: on((booked) => dispute(booked, tell)),
    end_dispute: on((booked, { status }) => endDispute(booked, status, tell)),
    /** The objects as they are answered, for a test that holds them against Stripe's own examples. */
    objects: on((booked) => ({
      session: sessionOf(booked, true),
      lines: linesOf(booked),
      charge: chargeOf(booked),
      disputes: booked.disputes.map((one) => disputeOf(booked, one)),
    })),
    forget: forgetKeys,
    sign: ({ body, at }) => signed(String(body), Number(at)),
  },
})
