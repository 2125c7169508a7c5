import { createKeys } from '../keys.ts'
import type { Asked, Reply } from '../standin.ts'
import { all, byAuthorization, byCapture, byId, capturedOf, keep, newId, sum, took, total, units } from './book.ts'
import type { Booked, Breakdown, Item, Sum } from './book.ts'
import { wrongParts } from './breakdown.ts'
import { authorizationOf, captureOf, orderOf, refundOf } from './objects.ts'

export type Tell = (type: string, resource: unknown) => void
export type Account = Readonly<{ id: string; secret: string; merchantId: string; webhookId: string }>

type Context = { origin: string; tell: Tell; account: Account }
type Act = (asked: Asked, id: string, context: Context) => Reply

/** PayPal's sentences, which belong to its names. */
const sentences: Record<string, string> = {
  UNPROCESSABLE_ENTITY:
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  RESOURCE_NOT_FOUND: 'The specified resource does not exist.',
}

export const failure = (status: number, name: string, issue = name): Reply => ({
  status,
  body: {
    name,
    message: sentences[name] ?? name,
    debug_id: newId().toLowerCase(),
    details: [{ issue, description: issue }],
    links: [],
  },
})
const missing = (): Reply => failure(404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID')
const unfit = (issue: string): Reply => failure(422, 'UNPROCESSABLE_ENTITY', issue)
const now = (): string => new Date().toISOString().replace(/\.\d+/, '')
const TOKEN = 'A21AAstandin'

// PayPal looks at the id alone: the same again answers what it answered, whatever else stands in it.
const keys = createKeys({
  otherRequest: () => unfit('DUPLICATE_REQUEST_ID'),
  inUse: () => unfit('PREVIOUS_REQUEST_IN_PROGRESS'),
  ignoresContent: true,
})

const routes: [string, RegExp, Act][] = [
  ['POST', /^\/v2\/checkout\/orders$/, create],
  ['GET', /^\/v2\/checkout\/orders\/(\w+)$/, (_asked, id, { origin }) => shown(byId(id), origin)],
  ['PATCH', /^\/v2\/checkout\/orders\/(\w+)$/, patch],
  ['POST', /^\/v2\/checkout\/orders\/(\w+)\/(?:capture|authorize)$/, take],
  ['POST', /^\/v2\/payments\/authorizations\/(\w+)\/capture$/, captureHeld],
  ['POST', /^\/v2\/payments\/authorizations\/(\w+)\/void$/, voidHeld],
  ['GET', /^\/v2\/payments\/captures\/(\w+)$/, getCapture],
  ['POST', /^\/v2\/payments\/captures\/(\w+)\/refund$/, refund],
  ['GET', /^\/v2\/payments\/refunds\/(\w+)$/, getRefund],
  ['GET', /^\/v1\/customer\/disputes$/, disputes],
  ['GET', /^\/v1\/customer\/disputes\/([\w-]+)$/, getDispute],
  ['GET', /^\/v1\/notifications\/webhooks\/([\w-]+)$/, webhook],
]

/** PayPal's interface, as far as a shop uses it. */
export async function paypalApi(asked: Asked, context: Context): Promise<Reply> {
  const { account } = context
  if (asked.path === '/v1/oauth2/token') return token(asked, account)
  if (asked.headers.authorization !== `Bearer ${TOKEN}`) return failure(401, 'AUTHENTICATION_FAILURE')
  for (const [method, pattern, act] of routes) {
    const match = pattern.exec(asked.path)
    if (!match || method !== asked.method) continue
    const key = [asked.headers['paypal-request-id'] ?? []].flat()[0]
    return keys(key && `${asked.path} ${key}`, asked, () => act(asked, match[1] ?? '', context))
  }
  return missing()
}

function token({ headers }: Asked, { id, secret }: Account): Reply {
  const expected = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  if (headers.authorization !== expected) return { status: 401, body: { error: 'invalid_client' } }
  return {
    status: 200,
    body: { scope: '', access_token: TOKEN, token_type: 'Bearer', app_id: 'APP-1', expires_in: 32_400 },
  }
}

const shown = (booked: Booked | undefined, origin: string, status = 200): Reply =>
  booked ? { status, body: orderOf(booked, origin) } : missing()

type Unit = {
  reference_id?: string
  amount: Sum & { breakdown?: Breakdown }
  items?: Item[]
  custom_id?: string
  invoice_id?: string
  description?: string
  payee?: { merchant_id?: string }
}

type Page = { return_url?: string; cancel_url?: string; shipping_preference?: string }

function create({ raw }: Asked, _id: string, { origin, account }: Context): Reply {
  const body = JSON.parse(raw) as {
    intent: 'CAPTURE' | 'AUTHORIZE'
    purchase_units: Unit[]
    payment_source?: { paypal?: { experience_context?: Page } }
  }
  const [unit] = body.purchase_units
  const issue = unit ? wrongWith(unit) : 'MISSING_REQUIRED_PARAMETER'
  if (!unit || issue) return unfit(issue ?? '')
  const booked = keep({
    id: newId(),
    intent: body.intent,
    status: 'PAYER_ACTION_REQUIRED',
    ...detailsOf(unit, account),
    ...pageOf(body.payment_source?.paypal?.experience_context),
    at: now(),
    buyer: null,
    outcome: 'good',
    authorization: null,
    captures: [],
    refunds: [],
    disputes: [],
  })
  return shown(booked, origin)
}

const pageOf = ({ return_url: returnUrl = '', cancel_url: cancelUrl = '', shipping_preference: asks }: Page = {}) => ({
  returnUrl,
  cancelUrl,
  asksAddress: (asks ?? 'GET_FROM_FILE') === 'GET_FROM_FILE',
})

const detailsOf = (unit: Unit, { merchantId }: Account) => ({
  amount: { currency_code: unit.amount.currency_code, value: unit.amount.value },
  breakdown: unit.amount.breakdown ?? null,
  items: unit.items ?? [],
  referenceId: unit.reference_id ?? 'default',
  customId: unit.custom_id ?? '',
  invoiceId: unit.invoice_id ?? '',
  description: unit.description ?? '',
  payee: unit.payee?.merchant_id ?? merchantId,
})

function wrongWith({ amount, items = [], invoice_id: invoiceId }: Unit): string | null {
  if (!/^\d+(\.\d{1,3})?$/.test(amount.value) || units(amount) <= 0) return 'CANNOT_BE_ZERO_OR_NEGATIVE'
  const isWhole = ['JPY', 'HUF', 'TWD'].includes(amount.currency_code)
  if (isWhole && amount.value.includes('.')) return 'DECIMALS_NOT_SUPPORTED'
  if (all().some((one) => one.invoiceId === invoiceId)) return 'DUPLICATE_INVOICE_ID'
  return wrongParts(amount, items)
}

function patch({ raw }: Asked, id: string): Reply {
  const booked = byId(id)
  if (!booked) return missing()
  if (booked.status === 'COMPLETED' || booked.status === 'VOIDED') return unfit('ORDER_ALREADY_COMPLETED')
  for (const { path, value } of JSON.parse(raw) as { path: string; value: string }[]) {
    if (!path.startsWith(`/purchase_units/@reference_id=='${booked.referenceId}'/`))
      return unfit('REFERENCE_ID_NOT_FOUND')
    if (path.endsWith('/custom_id')) booked.customId = value
  }
  return { status: 204, body: null }
}

/** Takes the money, or sets it aside: what the order was made for. */
function take(_asked: Asked, id: string, { origin, tell }: Context): Reply {
  const booked = byId(id)
  if (!booked) return missing()
  if (booked.status === 'COMPLETED') return unfit('ORDER_ALREADY_CAPTURED')
  if (booked.status !== 'APPROVED') return unfit('ORDER_NOT_APPROVED')
  if (booked.outcome === 'declined') return unfit('INSTRUMENT_DECLINED')
  booked.status = 'COMPLETED'
  if (booked.intent === 'AUTHORIZE') {
    booked.authorization = { id: newId(), status: 'CREATED', at: now() }
    tell('PAYMENT.AUTHORIZATION.CREATED', { ...authorizationOf(booked, origin), ...related(booked) })
  } else {
    const status = booked.outcome === 'pending' ? 'PENDING' : 'COMPLETED'
    const made = { id: newId(), status, amount: booked.amount, at: now(), final: true } as const
    booked.captures.push(made)
    tell(`PAYMENT.CAPTURE.${status}`, captureOf(booked, made, origin))
  }
  return shown(booked, origin, 201)
}

const related = ({ id }: Booked) => ({ supplementary_data: { related_ids: { order_id: id } } })

function captureHeld({ raw }: Asked, id: string, { origin, tell }: Context): Reply {
  const booked = byAuthorization(id)
  if (!booked?.authorization) return missing()
  const held = booked.authorization
  const { amount, final_capture: final = true } = JSON.parse(raw) as { amount: Sum; final_capture?: boolean }
  if (held.status === 'VOIDED') return unfit('AUTHORIZATION_VOIDED')
  if (held.status === 'CAPTURED') return unfit('AUTHORIZATION_ALREADY_CAPTURED')
  if (amount.currency_code !== booked.amount.currency_code) return unfit('CURRENCY_NOT_SUPPORTED')
  if (capturedOf(booked) + units(amount) > units(booked.amount)) return unfit('MAX_CAPTURE_AMOUNT_EXCEEDED')
  const status = booked.outcome === 'pending' ? 'PENDING' : 'COMPLETED'
  const made = { id: newId(), status, amount, at: now(), final } as const
  booked.captures.push(made)
  held.status = final || capturedOf(booked) === units(booked.amount) ? 'CAPTURED' : 'PARTIALLY_CAPTURED'
  tell(`PAYMENT.CAPTURE.${status}`, captureOf(booked, made, origin))
  return { status: 201, body: captureOf(booked, made, origin) }
}

function voidHeld(_asked: Asked, id: string, { origin, tell }: Context): Reply {
  const booked = byAuthorization(id)
  if (!booked?.authorization) return missing()
  if (booked.authorization.status === 'CAPTURED') return unfit('PREVIOUSLY_CAPTURED')
  booked.authorization.status = 'VOIDED'
  tell('PAYMENT.AUTHORIZATION.VOIDED', { ...authorizationOf(booked, origin), ...related(booked) })
  return { status: 200, body: authorizationOf(booked, origin) }
}

function getCapture(_asked: Asked, id: string, { origin }: Context): Reply {
  const booked = byCapture(id)
  const found = booked?.captures.find((one) => one.id === id)
  return booked && found ? { status: 200, body: captureOf(booked, found, origin) } : missing()
}

function refund({ raw }: Asked, id: string, { origin, tell }: Context): Reply {
  const booked = byCapture(id)
  const captured = booked?.captures.find((one) => one.id === id)
  if (!booked || !captured) return missing()
  const { amount = captured.amount, custom_id: customId = null } = JSON.parse(raw) as {
    amount?: Sum
    custom_id?: string
  }
  const before = total(booked.refunds.filter((one) => one.captureId === id && !one.hasFailed).map((one) => one.amount))
  if (!took(captured) || before + units(amount) > units(captured.amount)) return unfit('REFUND_AMOUNT_EXCEEDED')
  const made = { id: newId(), captureId: id, amount, customId, at: now() }
  booked.refunds.push(made)
  captured.status = before + units(amount) === units(captured.amount) ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  tell('PAYMENT.CAPTURE.REFUNDED', refundOf(made, origin))
  return { status: 201, body: refundOf(made, origin) }
}

function getRefund(_asked: Asked, id: string, { origin }: Context): Reply {
  const given = all()
    .flatMap(({ refunds }) => refunds)
    .find((one) => one.id === id)
  return given ? { status: 200, body: refundOf(given, origin) } : missing()
}

const disputeOf = (booked: Booked, { id, at, outcome }: Booked['disputes'][number]) => ({
  dispute_id: id,
  create_time: at,
  reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
  status: outcome === null ? 'WAITING_FOR_SELLER_RESPONSE' : 'RESOLVED',
  dispute_amount: sum(capturedOf(booked), booked.amount),
  seller_response_due_date: new Date(Date.parse(at) + 10 * 86_400_000).toISOString(),
})

/** A summary of each: how one ended stands in its details only. */
function disputes({ query }: Asked): Reply {
  const booked = byCapture(query.get('disputed_transaction_id') ?? '')
  const items = booked?.disputes.map((one) => disputeOf(booked, one)) ?? []
  return { status: 200, body: { items, links: [] } }
}

function getDispute(_asked: Asked, id: string): Reply {
  const booked = all().find((one) => one.disputes.some((dispute) => dispute.id === id))
  const dispute = booked?.disputes.find((one) => one.id === id)
  if (!booked || !dispute) return missing()
  const { outcome } = dispute
  const decided = outcome === null ? {} : { dispute_outcome: { outcome_code: outcome } }
  return { status: 200, body: { ...disputeOf(booked, dispute), ...decided } }
}

function webhook(_asked: Asked, id: string, { account }: Context): Reply {
  if (id !== account.webhookId) return missing()
  return { status: 200, body: { id, url: 'https://shop.example/webhooks/paypal', event_types: [{ name: '*' }] } }
}
