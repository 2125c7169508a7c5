import { createKeys } from '../keys.ts'
import type { Asked, Reply } from '../standin.ts'
import { all, byId, byIntent, keep, newId, type Booked } from './book.ts'
import { asksIn, oddIn } from './buyer.ts'
import { readForm, textAt, treeAt, type Tree } from './form.ts'
import { accountOf, disputeOf, intentOf, methodOf, refundOf, sessionOf } from './objects.ts'

/** What other books of a test may ask for: told after each change of money. */
export type Tell = (type: string, object: unknown) => void

export const failure = (status: number, error: Record<string, unknown>): Reply => ({ status, body: { error } })
const invalid = (message: string, more: Record<string, unknown> = {}): Reply =>
  failure(400, { type: 'invalid_request_error', message, ...more })
const missing = (what: string): Reply =>
  failure(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}` })
const found = (body: unknown): Reply => ({ status: 200, body })

const keys = createKeys({
  otherRequest: () =>
    failure(400, { type: 'idempotency_error', message: 'Keys can only be used with the same parameters' }),
  inUse: () =>
    failure(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'There is another request' }),
})

/** A day has passed: Stripe knows no keys any more. */
export const forgetKeys = (): void => keys.forget()

/** Stripe's interface, as far as a shop with hosted pages uses it. */
export function stripeApi({ apiKey, origin, tell }: { apiKey: string; origin: () => string; tell: Tell }) {
  const routes: [string, RegExp, (asked: Asked, id: string) => Reply][] = [
    ['POST', /^\/v1\/checkout\/sessions$/, (asked) => create(asked, origin())],
    ['GET', /^\/v1\/checkout\/sessions$/, list],
    ['GET', /^\/v1\/checkout\/sessions\/(\w+)$/, (asked, id) => get(asked, id)],
    ['POST', /^\/v1\/checkout\/sessions\/(\w+)\/expire$/, (_asked, id) => expire(id, tell)],
    ['POST', /^\/v1\/payment_intents\/(\w+)\/capture$/, (asked, id) => capture(asked, id, tell)],
    ['POST', /^\/v1\/payment_intents\/(\w+)\/cancel$/, (_asked, id) => cancel(id, tell)],
    ['POST', /^\/v1\/refunds$/, (asked) => refund(asked, tell)],
    ['GET', /^\/v1\/refunds$/, listRefunds],
    ['GET', /^\/v1\/refunds\/(\w+)$/, (_asked, id) => getRefund(id)],
    ['GET', /^\/v1\/disputes$/, disputes],
    ['GET', /^\/v1\/account$/, () => found(accountOf())],
    ['POST', /^\/v1\/payment_methods\/(\w+)\/detach$/, (_asked, id) => detach(id)],
  ]
  return async (asked: Asked): Promise<Reply> => {
    if (asked.headers.authorization !== `Bearer ${apiKey}`)
      return failure(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' })
    for (const [method, pattern, act] of routes) {
      const match = pattern.exec(asked.path)
      if (match && method === asked.method) return keys(keyOf(asked), asked, () => act(asked, match[1] ?? ''))
    }
    return missing(`route ${asked.method} ${asked.path}`)
  }
}

const keyOf = ({ headers }: Asked): string | undefined => [headers['idempotency-key'] ?? []].flat()[0]

function create({ raw }: Asked, origin: string): Reply {
  const form = readForm(raw)
  const fields = {
    lines: linesIn(form),
    currency: textAt(form, 'line_items', '0', 'price_data', 'currency') ?? '',
    successUrl: textAt(form, 'success_url') ?? '',
    cancelUrl: textAt(form, 'cancel_url') ?? '',
    expiresAt: Number(textAt(form, 'expires_at')),
  }
  const wrong = wrongWith(fields)
  if (wrong) return wrong
  const odd = oddIn(form)
  if (odd !== null) return invalid(odd)
  const id = newId('cs_test')
  const booked = keep({
    id,
    ...fields,
    amount: fields.lines.reduce((sum, line) => sum + line.amount, 0),
    reference: textAt(form, 'client_reference_id') ?? '',
    metadata: treeAt(form, 'metadata'),
    email: textAt(form, 'customer_email') ?? null,
    asks: asksIn(form),
    buyer: null,
    customer: textAt(form, 'customer') ?? null,
    save: textAt(form, 'payment_intent_data', 'setup_future_usage') !== undefined,
    captureMethod: textAt(form, 'payment_intent_data', 'capture_method') === 'manual' ? 'manual' : 'automatic',
    url: `${origin}/pay/${id}`,
    createdAt: Date.now(),
    status: 'open',
    intent: null,
    methodId: newId('pm'),
    card: { brand: 'visa', last4: '4242', fingerprint: 'AOB934RVNwzk6xtn', wallet: null },
    captured: 0,
    refunded: 0,
    refunds: [],
    disputes: [],
  })
  return found(sessionOf(booked, false))
}

/** Each is one piece of something that is named with its price. */
function linesIn(form: Tree): Booked['lines'] {
  const lines: Booked['lines'] = []
  for (let at = 0; ; at += 1) {
    const of = (...path: string[]) => textAt(form, 'line_items', String(at), ...path)
    const amount = of('price_data', 'unit_amount')
    if (amount === undefined) return lines
    lines.push({ name: of('price_data', 'product_data', 'name') ?? '', amount: Number(amount) })
  }
}

type Fields = { lines: Booked['lines']; currency: string; successUrl: string; cancelUrl: string; expiresAt: number }

function wrongWith({ lines, currency, successUrl, cancelUrl, expiresAt }: Fields): Reply | null {
  const isOdd = lines.some(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0)
  if (isOdd || lines.length === 0) return invalid('Invalid integer', { param: 'unit_amount' })
  if (lines.some(({ name }) => name.trim() === '')) return invalid('You passed an empty string for a product’s name')
  if (!/^[a-z]{3}$/.test(currency)) return invalid(`Invalid currency: ${currency}`)
  if (!URL.canParse(successUrl) || !URL.canParse(cancelUrl)) return invalid('Not a valid URL', { code: 'url_invalid' })
  const inSeconds = expiresAt - Date.now() / 1000
  if (inSeconds >= 30 * 60 && inSeconds <= 24 * 3600) return null
  return invalid('The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from now')
}

function get({ query }: Asked, id: string): Reply {
  const booked = byId(id)
  const expand = [...query.keys()].some((name) => name.startsWith('expand'))
  return booked ? found(sessionOf(booked, expand)) : missing(`checkout.session: ${id}`)
}

function list({ query }: Asked): Reply {
  const since = Number(query.get('created[gte]') ?? 0)
  const intent = query.get('payment_intent')
  const after = query.get('starting_after')
  const limit = Number(query.get('limit') ?? 10)
  const fitting = all().filter((one) => one.createdAt / 1000 >= since && (intent === null || one.intent?.id === intent))
  const rest = after === null ? fitting : fitting.slice(fitting.findIndex(({ id }) => id === after) + 1)
  const data = rest.slice(0, limit).map((one) => sessionOf(one, false))
  return found({ object: 'list', url: '/v1/checkout/sessions', has_more: rest.length > limit, data })
}

function expire(id: string, tell: Tell): Reply {
  const booked = byId(id)
  if (!booked) return missing(`checkout.session: ${id}`)
  if (booked.status !== 'open')
    return invalid(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${booked.status}.`)
  booked.status = 'expired'
  tell('checkout.session.expired', sessionOf(booked, false))
  return found(sessionOf(booked, false))
}

const odd = (booked: Booked): Reply =>
  invalid(`This PaymentIntent's status is ${booked.intent?.status}`, { code: 'payment_intent_unexpected_state' })

function capture({ raw }: Asked, id: string, tell: Tell): Reply {
  const booked = byIntent(id)
  if (!booked?.intent) return missing(`payment_intent: ${id}`)
  if (booked.intent.status !== 'requires_capture') return odd(booked)
  const amount = Number(textAt(readForm(raw), 'amount_to_capture') ?? booked.amount)
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > booked.amount)
    return invalid('amount_to_capture is too large', { code: 'amount_too_large' })
  booked.captured = amount
  booked.intent.status = 'succeeded'
  tell('payment_intent.succeeded', intentOf(booked, false))
  return found(intentOf(booked, true))
}

function cancel(id: string, tell: Tell): Reply {
  const booked = byIntent(id)
  if (!booked?.intent) return missing(`payment_intent: ${id}`)
  if (booked.intent.status !== 'requires_capture') return odd(booked)
  booked.intent.status = 'canceled'
  tell('payment_intent.canceled', intentOf(booked, false))
  return found(intentOf(booked, false))
}

function refund({ raw }: Asked, tell: Tell): Reply {
  const form = readForm(raw)
  const booked = byIntent(textAt(form, 'payment_intent') ?? '')
  if (!booked) return missing('payment_intent')
  const amount = Number(textAt(form, 'amount'))
  if (!Number.isSafeInteger(amount) || amount <= 0 || booked.refunded + amount > booked.captured)
    return invalid('Refund amount is greater than unrefunded amount on charge', { code: 'amount_too_large' })
  const made = { id: newId('re'), amount, metadata: treeAt(form, 'metadata'), createdAt: Date.now() }
  booked.refunds.push(made)
  booked.refunded += amount
  tell('refund.created', refundOf(booked, made))
  return found(refundOf(booked, made))
}

function listRefunds({ query }: Asked): Reply {
  const booked = byIntent(query.get('payment_intent') ?? '')
  const data = booked?.refunds.toReversed().map((one) => refundOf(booked, one)) ?? []
  return found({ object: 'list', url: '/v1/refunds', has_more: false, data })
}

function getRefund(id: string): Reply {
  const booked = all().find(({ refunds }) => refunds.some((one) => one.id === id))
  const given = booked?.refunds.find((one) => one.id === id)
  return booked && given ? found(refundOf(booked, given)) : missing(`refund: ${id}`)
}

function disputes({ query }: Asked): Reply {
  const booked = byIntent(query.get('payment_intent') ?? '')
  const data = booked?.disputes.map((one) => disputeOf(booked, one)) ?? []
  return found({ object: 'list', url: '/v1/disputes', has_more: false, data })
}

function detach(id: string): Reply {
  const booked = all().find(({ methodId, save }) => methodId === id && save)
  if (!booked) return missing(`PaymentMethod: ${id}`)
  booked.save = false
  return found({ ...methodOf(booked), customer: null })
}
