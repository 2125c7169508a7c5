/**
 * A stand-in for Mollie: `node faults/standins/mollie.ts`. Payments, captures, refunds, chargebacks, messages that hold an
 * id and nothing else, and a hosted page. The key comes from STANDIN_KEY.
 */
import {
  all,
  byId,
  failure,
  forgetKeys,
  given,
  mollieApi,
  newId,
  paymentOf,
  sum,
  total,
  units,
  type Booked,
} from './mollie/api.ts'
import { hostedPage, seeOther } from './page.ts'
import { startStandin, type Asked, type Reply } from './standin.ts'
import { createWebhooks } from './webhooks.ts'

const apiKey = process.env['STANDIN_KEY'] ?? 'test_standin'
const webhooks = createWebhooks()
const state = { origin: '' }

const message = (id: string) => ({
  body: `id=${id}`,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
const tell = ({ id }: Booked): void => webhooks.send(() => message(id))

type Act = (booked: Booked, body: Record<string, unknown>) => unknown
const on = (act: Act) => (body: Record<string, unknown>) => {
  const booked = byId(String(body['ref']))
  if (!booked) throw new Error(`no such payment: ${String(body['ref'])}`)
  return act(booked, body)
}

const become =
  (status: Booked['status'], method: string, reason: string | null = null): Act =>
  (booked) => {
    if (booked.status !== 'open') throw new Error(`the payment is ${booked.status}`)
    const isManual = status === 'paid' && booked.captureMode === 'manual'
    Object.assign(booked, { status: isManual ? 'authorized' : status, method, reason })
    tell(booked)
  }

const buyer: Record<string, Act> = {
  approve: become('paid', 'creditcard'),
  ideal: become('paid', 'ideal'),
  decline: become('failed', 'creditcard', 'insufficient_funds'),
  debit: become('pending', 'directdebit'),
  cancel: become('canceled', 'ideal'),
}

const page = ({ method, path, raw }: Asked): Reply => {
  const booked = byId(path.slice('/pay/'.length))
  if (!booked) return failure(404, 'Not Found', 'no such page')
  if (method === 'GET') {
    const { amount, description } = booked
    const asked = { amount: `${amount.value} ${amount.currency}`, reference: description, actions: Object.keys(buyer) }
    return { status: 200, body: hostedPage('Mollie', asked) }
  }
  const answer = new URLSearchParams(raw).get('answer') ?? ''
  if (booked.status === 'open') buyer[answer]?.(booked, {})
  return seeOther(answer === 'cancel' && booked.cancelUrl ? booked.cancelUrl : booked.redirectUrl)
}

await startStandin({
  name: 'mollie',
  api: (asked) => {
    state.origin = `http://${asked.headers.host ?? ''}`
    return asked.path.startsWith('/pay/') ? page(asked) : mollieApi(asked, { origin: state.origin, apiKey, tell })
  },
  refusal: () => failure(422, 'Unprocessable Entity', 'The payment was refused'),
  busy: () => failure(429, 'Too Many Requests', 'Too many requests'),
  book: () =>
    all().map(({ id, metadata, amount, status, captures, refunds }) => ({
      ref: id,
      key: metadata['key'],
      order: metadata['order'],
      amount: amount.value,
      currency: amount.currency,
      status,
      captured: sum(status === 'paid' && captures.length === 0 ? units(amount) : total(captures), amount).value,
      refunded: sum(total(given(refunds)), amount).value,
      refunds: refunds.length,
    })),
  actions: {
    ...webhooks.actions,
    ...Object.fromEntries(Object.entries(buyer).map(([name, act]) => [name, on(act)])),
    settle: on((booked, { good }) => {
      if (booked.status !== 'pending') throw new Error('nothing is pending')
      Object.assign(booked, good === false ? { status: 'failed', reason: 'insufficient_funds' } : { status: 'paid' })
      tell(booked)
    }),
    /** The bank sends the newest refund back. */
    fail_refund: on((booked) => {
      const last = given(booked.refunds).at(-1)
      if (!last) throw new Error('nothing was given back')
      last.status = 'failed'
      tell(booked)
    }),
    chargeback: on((booked) => {
      const { amount } = booked
      const made = { id: newId('chb'), amount, status: 'received', metadata: null, createdAt: new Date().toISOString() }
      booked.chargebacks.push(made)
      tell(booked)
    }),
    /** The bank gives the money of the newest chargeback again. */
    reverse_chargeback: on((booked) => {
      const last = booked.chargebacks.at(-1)
      if (!last) throw new Error('nothing was charged back')
      last.reversedAt = new Date().toISOString()
      tell(booked)
    }),
    /** May the shop stop it while it is open? */
    stoppable: on((booked) => {
      booked.isCancelable = true
    }),
    forget: forgetKeys,
    object: on((booked) => paymentOf(booked, state)),
  },
})
