import { randomBytes } from 'node:crypto'

import { createKeys } from '../keys.ts'
import type { Asked, Reply } from '../standin.ts'

export type Sum = { currency: string; value: string }
type Part = { id: string; amount: Sum; status: string; metadata: unknown; createdAt: string; reversedAt?: string }
export type Booked = {
  id: string
  status: 'open' | 'pending' | 'authorized' | 'paid' | 'failed' | 'expired' | 'canceled'
  amount: Sum
  description: string
  redirectUrl: string
  cancelUrl: string
  webhookUrl: string | null
  captureMode: 'automatic' | 'manual'
  metadata: Record<string, unknown>
  method: string | null
  reason: string | null
  /** Some ways to pay cannot be stopped while they are open. */
  isCancelable: boolean
  captures: Part[]
  refunds: Part[]
  chargebacks: Part[]
  createdAt: string
}

export type Context = { origin: string; apiKey: string; tell: (booked: Booked) => void }
type Act = (asked: Asked, booked: Booked, context: Context) => Reply

export const newId = (prefix: string): string =>
  `${prefix}_${randomBytes(9).toString('base64url').replace(/[-_]/g, 'x')}`
const payments = new Map<string, Booked>()
export const byId = (id: string): Booked | undefined => payments.get(id)
/** Newest first, as Mollie lists. */
export const all = (): Booked[] => [...payments.values()].toReversed()

export const units = ({ value }: Sum): number => Math.round(Number(value) * 1000)
export const total = (parts: readonly { amount: Sum }[]): number =>
  parts.reduce((sum, one) => sum + units(one.amount), 0)
export const sum = (amount: number, { currency, value }: Sum): Sum => ({
  currency,
  value: (amount / 1000).toFixed(value.split('.')[1]?.length ?? 0),
})

export const failure = (status: number, title: string, detail: string): Reply => ({
  status,
  body: { status, title, detail, _links: { documentation: { href: 'https://docs.mollie.com', type: 'text/html' } } },
})
const missing = (): Reply => failure(404, 'Not Found', 'No payment exists with this token.')
const unfit = (detail: string): Reply => failure(422, 'Unprocessable Entity', detail)

const keys = createKeys({
  otherRequest: () => unfit('This idempotency key was used for another request'),
  inUse: () => failure(409, 'Conflict', 'A request with this idempotency key is being processed'),
  ignoresContent: true,
})

/** An hour has passed: Mollie knows no keys any more. */
export const forgetKeys = (): void => keys.forget()

const routes: [string, RegExp, Act][] = [
  ['GET', /^\/v2\/payments\/(\w+)$/, (_asked, booked, context) => ok(paymentOf(booked, context))],
  ['PATCH', /^\/v2\/payments\/(\w+)$/, patch],
  ['DELETE', /^\/v2\/payments\/(\w+)$/, cancel],
  ['POST', /^\/v2\/payments\/(\w+)\/release-authorization$/, release],
  ['GET', /^\/v2\/payments\/(\w+)\/captures$/, (_asked, { captures }) => listed('captures', captures)],
  ['POST', /^\/v2\/payments\/(\w+)\/captures$/, capture],
  ['GET', /^\/v2\/payments\/(\w+)\/refunds$/, (_asked, { refunds }) => listed('refunds', refunds)],
  ['POST', /^\/v2\/payments\/(\w+)\/refunds$/, refund],
  ['GET', /^\/v2\/payments\/(\w+)\/refunds\/\w+$/, getRefund],
  ['GET', /^\/v2\/payments\/(\w+)\/chargebacks$/, (_asked, { chargebacks }) => listed('chargebacks', chargebacks)],
]

/** Mollie's interface, as far as a shop uses it. */
export async function mollieApi(asked: Asked, context: Context): Promise<Reply> {
  if (asked.headers.authorization !== `Bearer ${context.apiKey}`)
    return failure(401, 'Unauthorized Request', 'Missing authentication, or failed to authenticate')
  const key = [asked.headers['idempotency-key'] ?? []].flat()[0]
  return keys(asked.method === 'POST' && key ? `${asked.path} ${key}` : undefined, asked, () => act(asked, context))
}

function act(asked: Asked, context: Context): Reply {
  if (asked.path === '/v2/profiles/me')
    return ok({
      resource: 'profile',
      id: 'pfl_QkEhN94Ba',
      mode: 'test',
      name: 'Stoa Works',
      website: 'https://shop.example',
    })
  if (asked.path === '/v2/payments') return asked.method === 'POST' ? create(asked, context) : list(asked, context)
  for (const [method, pattern, act_] of routes) {
    const booked = byId(pattern.exec(asked.path)?.[1] ?? '')
    if (booked && method === asked.method) return act_(asked, booked, context)
  }
  return missing()
}

const ok = (body: unknown, status = 200): Reply => ({ status, body })
const listed = (name: string, parts: readonly Part[]): Reply =>
  ok({
    count: parts.length,
    _embedded: { [name]: parts.map((part) => ({ resource: name.slice(0, -1), ...part })) },
    _links: {},
  })

/** Without those that the bank sent back. */
export const given = (refunds: readonly Part[]): Part[] => refunds.filter(({ status }) => status !== 'failed')

export function paymentOf(booked: Booked, { origin }: { origin: string }) {
  const { captures, refunds, chargebacks, isCancelable: canStop, reason, ...rest } = booked
  const isOpen = booked.status === 'open'
  const captured = booked.status === 'paid' && captures.length === 0 ? units(booked.amount) : total(captures)
  const chargedBack = total(chargebacks.filter(({ reversedAt }) => !reversedAt))
  return {
    resource: 'payment',
    ...rest,
    mode: 'test',
    profileId: 'pfl_QkEhN94Ba',
    sequenceType: 'oneoff',
    isCancelable: (isOpen && canStop) || booked.status === 'authorized',
    ...(captures.length > 0 || booked.captureMode === 'manual' ? { amountCaptured: sum(captured, booked.amount) } : {}),
    amountRefunded: sum(total(given(refunds)), booked.amount),
    amountRemaining: sum(captured - total(given(refunds)), booked.amount),
    ...(chargedBack > 0 ? { amountChargedBack: sum(chargedBack, booked.amount) } : {}),
    ...(booked.status === 'authorized'
      ? { captureBefore: new Date(Date.parse(booked.createdAt) + 7 * 86_400_000).toISOString() }
      : {}),
    ...(reason ? { statusReason: { code: reason, message: reason } } : {}),
    ...(booked.method === 'creditcard'
      ? { details: { cardLabel: 'Visa', cardNumber: '4242', cardFingerprint: 'fHB3CCKx9REkz8fPplT8N4nq' } }
      : {}),
    _links: linksOf(booked, origin),
  }
}

const linksOf = ({ id, status, chargebacks }: Booked, origin: string) => ({
  self: { href: `${origin}/v2/payments/${id}`, type: 'application/hal+json' },
  ...(chargebacks.length > 0 ? { chargebacks: { href: `${origin}/v2/payments/${id}/chargebacks` } } : {}),
  ...(status === 'open' ? { checkout: { href: `${origin}/pay/${id}`, type: 'text/html' } } : {}),
})

function create({ raw }: Asked, context: Context): Reply {
  const body = JSON.parse(raw) as Partial<Booked>
  if (!body.amount || !/^\d+(\.\d+)?$/.test(body.amount.value) || units(body.amount) <= 0)
    return unfit('The amount is invalid')
  if (!body.redirectUrl || !body.description) return unfit('The redirect URL is invalid')
  const booked: Booked = {
    id: newId('tr'),
    status: 'open',
    amount: body.amount,
    description: body.description,
    redirectUrl: body.redirectUrl,
    cancelUrl: body.cancelUrl ?? '',
    webhookUrl: body.webhookUrl ?? null,
    captureMode: body.captureMode ?? 'automatic',
    metadata: body.metadata ?? {},
    method: null,
    reason: null,
    isCancelable: false,
    captures: [],
    refunds: [],
    chargebacks: [],
    createdAt: new Date().toISOString(),
  }
  payments.set(booked.id, booked)
  return ok(paymentOf(booked, context), 201)
}

function list({ query }: Asked, context: Context): Reply {
  const [from, limit] = [query.get('from'), Number(query.get('limit') ?? 50)]
  const rest = from === null ? all() : all().slice(all().findIndex(({ id }) => id === from))
  const page = rest.slice(0, limit).map((one) => paymentOf(one, context))
  const next = rest[limit] ? { href: `${context.origin}/v2/payments?from=${rest[limit].id}` } : null
  return ok({ count: page.length, _embedded: { payments: page }, _links: { next } })
}

function patch({ raw }: Asked, booked: Booked, context: Context): Reply {
  Object.assign(booked.metadata, (JSON.parse(raw) as Partial<Booked>).metadata)
  return ok(paymentOf(booked, context))
}

function cancel(_asked: Asked, booked: Booked, context: Context): Reply {
  const isCancelable = (booked.status === 'open' && booked.isCancelable) || booked.status === 'authorized'
  if (!isCancelable) return unfit('The payment cannot be canceled')
  booked.status = booked.captures.length > 0 ? 'paid' : 'canceled'
  context.tell(booked)
  return ok(paymentOf(booked, context))
}

function release(_asked: Asked, booked: Booked, context: Context): Reply {
  if (booked.status !== 'authorized') return unfit('The payment is not authorized')
  booked.status = booked.captures.length > 0 ? 'paid' : 'canceled'
  context.tell(booked)
  return { status: 202, body: null }
}

type NewPart = { amount: Sum; metadata?: unknown }

function capture({ raw }: Asked, booked: Booked, context: Context): Reply {
  const { amount, metadata = null } = JSON.parse(raw) as NewPart
  if (booked.status !== 'authorized' || total(booked.captures) + units(amount) > units(booked.amount))
    return unfit('The amount is higher than the remaining amount')
  const made = { id: newId('cpt'), amount, status: 'succeeded', metadata, createdAt: new Date().toISOString() }
  booked.captures.push(made)
  if (total(booked.captures) === units(booked.amount)) booked.status = 'paid'
  context.tell(booked)
  return ok({ resource: 'capture', ...made }, 201)
}

function getRefund({ path }: Asked, { refunds }: Booked): Reply {
  const known = refunds.find(({ id }) => path.endsWith(`/${id}`))
  return known ? ok({ resource: 'refund', ...known }) : missing()
}

function refund({ raw }: Asked, booked: Booked, context: Context): Reply {
  const { amount, metadata = null } = JSON.parse(raw) as NewPart
  const captured =
    booked.status === 'paid' && booked.captures.length === 0 ? units(booked.amount) : total(booked.captures)
  if (total(given(booked.refunds)) + units(amount) > captured) return unfit('The specified amount cannot be refunded')
  const made = { id: newId('re'), amount, status: 'pending', metadata, createdAt: new Date().toISOString() }
  booked.refunds.push(made)
  context.tell(booked)
  return ok({ resource: 'refund', ...made }, 201)
}
