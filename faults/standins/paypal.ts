/**
 * A stand-in for PayPal: `node faults/standins/paypal.ts`. Orders, authorizations, captures, refunds, disputes, messages
 * signed with a key of its own, their verification, and a hosted page.
 */
import { createSign, createVerify, generateKeyPairSync, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'

import { hostedPage, seeOther } from './page.ts'
import { failure, paypalApi, type Account } from './paypal/api.ts'
import { all, byId, capturedOf, newId, sum, total, type Booked } from './paypal/book.ts'
import { buyerOf } from './paypal/buyer.ts'
import { captureOf, orderOf, refundOf } from './paypal/objects.ts'
import { startStandin, type Asked, type Reply } from './standin.ts'
import { createWebhooks } from './webhooks.ts'

const account: Account = {
  id: process.env['STANDIN_KEY'] ?? 'standin-client',
  secret: process.env['STANDIN_SECRET'] ?? 'standin-secret',
  merchantId: process.env['STANDIN_MERCHANT'] ?? 'STANDEN234567',
  webhookId: process.env['STANDIN_WEBHOOK_ID'] ?? '1JE4291016473214C',
}
const webhooks = createWebhooks()
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const state = { origin: '' }
/** All that was said, for a test that holds it against PayPal's own description. */
const exchanges: { method: string; path: string; request: unknown; status: number; answer: unknown }[] = []

const signedText = (id: string, time: string, body: string): string =>
  `${id}|${time}|${account.webhookId}|${crc32(Buffer.from(body))}`

function signed(body: string, time = new Date().toISOString().replace(/\.\d+/, '')) {
  const id = randomUUID()
  const signature = createSign('SHA256')
    .update(signedText(id, time, body))
    .sign(rsa.privateKey, 'base64')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-standin',
      'paypal-transmission-id': id,
      'paypal-transmission-sig': signature,
      'paypal-transmission-time': time,
    },
  }
}

const tell = (type: string, resource: unknown): void => {
  const event = {
    id: `WH-${newId()}-${newId()}`,
    event_version: '1.0',
    create_time: new Date().toISOString(),
    resource_type: type.startsWith('CHECKOUT') ? 'checkout-order' : 'capture',
    resource_version: '2.0',
    event_type: type,
    summary: type,
    resource,
    links: [],
  }
  const body = JSON.stringify(event)
  webhooks.send(() => signed(body))
}

/** PayPal's answer to: is this yours? Over the event's bytes as they came. */
function verifyMessage(raw: string): Reply {
  const start = raw.indexOf('"webhook_event":')
  const event = raw.slice(start + '"webhook_event":'.length, -1)
  const asked = JSON.parse(raw) as Record<string, string>
  const text = signedText(asked['transmission_id'] ?? '', asked['transmission_time'] ?? '', event)
  const isGood =
    asked['webhook_id'] === account.webhookId &&
    createVerify('SHA256')
      .update(text)
      .verify(rsa.publicKey, asked['transmission_sig'] ?? '', 'base64')
  return { status: 200, body: { verification_status: isGood ? 'SUCCESS' : 'FAILURE' } }
}

const goodRefunds = ({ refunds }: Booked) => refunds.filter(({ hasFailed }) => !hasFailed)

type Act = (booked: Booked, body: Record<string, unknown>) => unknown
const on = (act: Act) => (body: Record<string, unknown>) => {
  const booked = byId(String(body['ref']))
  if (!booked) throw new Error(`no such order: ${String(body['ref'])}`)
  return act(booked, body)
}

const agree =
  (outcome: Booked['outcome']): Act =>
  (booked, said) => {
    if (booked.status !== 'PAYER_ACTION_REQUIRED') throw new Error(`the order is ${booked.status}`)
    booked.status = 'APPROVED'
    booked.outcome = outcome
    booked.buyer = buyerOf(booked, said)
    tell('CHECKOUT.ORDER.APPROVED', orderOf(booked, state.origin))
  }

const buyer: Record<string, Act> = { approve: agree('good'), decline: agree('declined'), echeck: agree('pending') }

const page = ({ method, path, raw }: Asked): Reply => {
  const booked = byId(path.slice('/pay/'.length))
  if (!booked) return failure(404, 'RESOURCE_NOT_FOUND')
  if (method === 'GET') {
    const { amount, invoiceId: reference } = booked
    const actions = [...Object.keys(buyer), 'cancel']
    const html = hostedPage('PayPal', { amount: `${amount.value} ${amount.currency_code}`, reference, actions })
    return { status: 200, body: html }
  }
  const answer = new URLSearchParams(raw).get('answer') ?? ''
  if (answer === 'cancel') return seeOther(booked.cancelUrl)
  if (booked.status === 'PAYER_ACTION_REQUIRED') buyer[answer]?.(booked, {})
  return seeOther(`${booked.returnUrl}?token=${booked.id}&PayerID=QYR5Z8XDVJNXQ`)
}

await startStandin({
  name: 'paypal',
  api: async (asked) => {
    state.origin = `http://${asked.headers.host ?? ''}`
    if (asked.path.startsWith('/pay/')) return page(asked)
    if (asked.path === '/v1/notifications/verify-webhook-signature') return verifyMessage(asked.raw)
    const reply = await paypalApi(asked, { origin: state.origin, tell, account })
    const request: unknown = asked.raw.startsWith('{') || asked.raw.startsWith('[') ? JSON.parse(asked.raw) : null
    const answer: unknown = JSON.parse(JSON.stringify(reply.body))
    exchanges.push({ method: asked.method, path: asked.path, request, status: reply.status, answer })
    return reply
  },
  refusal: () => failure(422, 'UNPROCESSABLE_ENTITY', 'TRANSACTION_REFUSED'),
  busy: () => failure(429, 'RATE_LIMIT_REACHED'),
  book: () =>
    all().map((booked) => ({
      ref: booked.id,
      key: booked.customId.replace(/^ended:/, ''),
      order: booked.invoiceId.split('-')[0],
      amount: booked.amount.value,
      currency: booked.amount.currency_code,
      status: booked.status,
      held: booked.authorization?.status ?? null,
      captured: sum(capturedOf(booked), booked.amount).value,
      refunded: sum(total(goodRefunds(booked).map(({ amount }) => amount)), booked.amount).value,
      captures: booked.captures.length,
      refunds: booked.refunds.length,
    })),
  actions: {
    ...webhooks.actions,
    ...Object.fromEntries(Object.entries(buyer).map(([name, act]) => [name, on(act)])),
    /** Their money source was declined, and now it is good. */
    recover: on((booked) => {
      booked.outcome = 'good'
      tell('CHECKOUT.ORDER.APPROVED', orderOf(booked, state.origin))
    }),
    /** The buyer goes back to the page and chooses another address. */
    revise: on((booked, said) => {
      booked.buyer = buyerOf(booked, said)
      tell('CHECKOUT.ORDER.APPROVED', orderOf(booked, state.origin))
    }),
    clear: on((booked, { good }) => {
      const [capture] = booked.captures
      if (capture?.status !== 'PENDING') throw new Error('nothing is pending')
      capture.status = good === false ? 'DECLINED' : 'COMPLETED'
      tell(`PAYMENT.CAPTURE.${capture.status}`, captureOf(booked, capture, state.origin))
    }),
    /** The bank sends the newest refund back. */
    fail_refund: on((booked) => {
      const given = goodRefunds(booked).at(-1)
      const capture = booked.captures.find(({ id }) => id === given?.captureId)
      if (!given || !capture) throw new Error('nothing was given back')
      given.hasFailed = true
      const isWhole = !goodRefunds(booked).some(({ captureId }) => captureId === capture.id)
      capture.status = isWhole ? 'COMPLETED' : 'PARTIALLY_REFUNDED'
      tell('PAYMENT.REFUND.FAILED', refundOf(given, state.origin))
    }),
    dispute: on((booked) => {
      const [capture] = booked.captures
      const at = new Date().toISOString()
      const dispute = { id: `PP-D-${newId()}`, captureId: capture?.id ?? '', at, outcome: null }
      booked.disputes.push(dispute)
      const disputed = [{ seller_transaction_id: dispute.captureId }]
      tell('CUSTOMER.DISPUTE.CREATED', { dispute_id: dispute.id, disputed_transactions: disputed })
    }),
    decide_dispute: on((booked, { outcome }) => {
      const last = booked.disputes.at(-1)
      if (!last) throw new Error('nothing is disputed')
      last.outcome = String(outcome)
    }),
    /** As if somebody had changed whom the order pays. */
    payee: on((booked, { merchant }) => {
      booked.payee = String(merchant)
    }),
    exchanges: () => exchanges,
    sign: ({ body, at }) => signed(String(body), typeof at === 'string' ? at : undefined),
  },
})
