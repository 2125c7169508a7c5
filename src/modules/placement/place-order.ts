import { createHash } from 'node:crypto'

import type { CartId, CustomerId, OrderId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Cart } from '#modules/cart'
import {
  findKey,
  readCheckout,
  saveCheckout,
  type CheckoutParts,
  type CheckoutView,
  type MissingPart,
} from '#modules/checkout'
import type { OrderDeps } from '#modules/order'
import { savedMethodsOf } from '#modules/payment'
import type { CodeRefusal } from '#modules/promotion'
import { nextStep, type Attempt, type NextStep } from '#modules/settlement'
import { command } from '#platform/db'
import { goneIn, type Gone } from './gone-in.ts'
import { nothingSaved, type Saved } from './new-payments.ts'
import { SCOPE, writeOrder, type WriteRefusal } from './write-order.ts'

export type PlaceOrder = Readonly<{
  cartId: CartId
  /** The cart as the same request has just read it. */
  cart?: Cart
  /** Made with the page, sent with the form: the same key again is the same click. */
  key: string
  /** The total that the shopper saw, in minor units of the cart's currency. */
  seenTotal: number
  /** What was left of it to pay with money, where gift cards or credit pay a part. */
  seenDue?: number | undefined
  /** What the same form says; kept with the order. */
  parts?: CheckoutParts
  /** A way to pay that the gateway remembers for the signed-in customer, or shall remember. */
  saved?: Saved
}>

export type Placed = Readonly<{ orderId: OrderId; next: NextStep }>

export type PlaceOrderRefusal =
  | { code: 'no_cart' }
  | { code: 'key_reused' }
  | { code: 'incomplete'; missing: readonly MissingPart[] }
  | Gone
  | { code: 'total_changed'; total: Money }
  /** Somebody else used the last of it; `total` is what it costs without. */
  | { code: 'coupon_exhausted'; coupon: string; total: Money }
  /** It is for a first order, and this address or account has another one; `total` is what it costs without. */
  | { code: 'not_first_order'; coupon: string; total: Money }
  /** The gift card or credit was used elsewhere meanwhile; `due` is what is left to pay now. */
  | { code: 'value_gone'; hint: string; due: Money }
  /** A real gift card and a trial's payment, or the other way round. */
  | { code: 'value_of_other_mode'; hint: string }
  | { code: 'payment_unavailable' }
  | { code: 'busy' }

type Outcome = Result<Placed, PlaceOrderRefusal>

const ATTEMPTS = 4

/**
 * Makes the order, in one short transaction, and then starts its payment, outside of any. However often and however
 * parallel it is called for one cart, there is one order and one payment, and every caller hears of it.
 */
export async function placeOrder(deps: OrderDeps, request: PlaceOrder): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = attempt === 0 ? request.cart : undefined
    const outcome = (await attemptOnce(deps, request, known)) ?? (await doneBefore(deps, request))
    if (!outcome) continue
    if (!outcome.ok) await keepTyped(deps, request)
    return outcome
  }
  return refuse({ code: 'busy' })
}

/** There is no order, but what the shopper typed is not lost. */
async function keepTyped({ db }: OrderDeps, { cartId, parts }: PlaceOrder): Promise<void> {
  if (parts) await command(db, (tx) => saveCheckout(tx, { cartId, parts }))
}

/** Null when the cart was changed or taken while we looked: look again. */
async function attemptOnce(deps: OrderDeps, request: PlaceOrder, known?: Cart): Promise<Outcome | null> {
  const now = deps.clock.now()
  const methods = deps.methods.offered()
  const view = await readCheckout(deps.db, request.cartId, { now, methods, parts: request.parts, known })
  if (view && view.cart.state !== 'open') return doneFor(deps, request)
  const refusal = view ? objection(view, request) : ({ code: 'no_cart' } as const)
  // An earlier click with the same key goes before whatever speaks against this one.
  if (!view || refusal)
    return (await doneBefore(deps, request)) ?? { ok: false, refusal: refusal ?? { code: 'no_cart' } }

  const method = methods.find((one) => one.code === view.payBy) ?? null
  const claim = { key: request.key, requestHash: hashOf(request) }
  const saved = await savedBy(deps, view.cart.customerId, request)
  const isTyped = request.parts !== undefined
  const written = await command(deps.db, (tx) => writeOrder(tx, { view, isTyped, method, saved, claim, now }))
  if (written.ok) return withNextStep(deps, written.value.orderId, written.value)
  return written.refusal.code === 'overtaken'
    ? null
    : { ok: false, refusal: await inFull(deps, request, written.refusal) }
}

/** Only what is the signed-in customer's own; guests have nothing remembered. */
async function savedBy({ db }: OrderDeps, customerId: CustomerId | null, { saved }: PlaceOrder): Promise<Saved> {
  if (customerId === null || !saved) return nothingSaved
  if (saved.methodId === null) return saved
  const own = await savedMethodsOf(db, customerId)
  return own.some(({ id }) => id === saved.methodId) ? saved : { ...saved, methodId: null }
}

/** What is gone is told together with what the cart costs without it. */
async function inFull(
  deps: OrderDeps,
  { cartId, parts }: PlaceOrder,
  refusal: Exclude<WriteRefusal, { code: 'overtaken' }>,
): Promise<PlaceOrderRefusal> {
  if (refusal.code === 'not_enough_stock' || refusal.code === 'value_of_other_mode') return refusal
  const now = deps.clock.now()
  const view = await readCheckout(deps.db, cartId, { now, methods: deps.methods.offered(), parts })
  if (!view) return { code: 'no_cart' }
  return refusal.code === 'coupon_exhausted' || refusal.code === 'not_first_order'
    ? { ...refusal, total: view.quote.total }
    : { ...refusal, due: view.quote.due }
}

/** What speaks against this order before anything is written. */
function objection(view: CheckoutView, { seenTotal, seenDue }: PlaceOrder): PlaceOrderRefusal | null {
  const gone = goneIn(view)
  if (gone) return gone
  if (view.missing.length > 0) return { code: 'incomplete', missing: view.missing }
  const { total, due } = view.quote
  if (total.amount === seenTotal && (seenDue === undefined || due.amount === seenDue)) return null
  return { ...codeGone(view), total }
}

/** By which code the total is another than the one that was seen. */
function codeGone({
  quote,
}: CheckoutView): { code: 'coupon_exhausted' | 'not_first_order'; coupon: string } | { code: 'total_changed' } {
  const refusedFor = (reason: CodeRefusal) =>
    quote.codes.find((one) => one.state === 'refused' && one.reason === reason)
  const late = refusedFor('not_first_order')
  if (late) return { code: 'not_first_order', coupon: late.code }
  const gone = refusedFor('used_up')
  return gone ? { code: 'coupon_exhausted', coupon: gone.code } : { code: 'total_changed' }
}

/** The outcome of an earlier click with the same key, or null. */
async function doneBefore(deps: OrderDeps, request: PlaceOrder): Promise<Outcome | null> {
  const earlier = await findKey(deps.db, { scope: SCOPE, key: request.key })
  if (!earlier?.orderId) return null
  if (earlier.requestHash !== hashOf(request)) return refuse({ code: 'key_reused' })
  return withNextStep(deps, earlier.orderId)
}

/** The order that this cart has become, whoever's click it was; null when it is free again. */
async function doneFor(deps: OrderDeps, request: PlaceOrder): Promise<Outcome | null> {
  const earlier = await doneBefore(deps, request)
  if (earlier) return earlier
  const cart = await deps.db.selectFrom('carts').select('order_id').where('id', '=', request.cartId).executeTakeFirst()
  return cart?.order_id ? withNextStep(deps, cart.order_id as OrderId) : null
}

async function withNextStep(deps: OrderDeps, orderId: OrderId, attempt?: Attempt): Promise<Outcome> {
  const next = await nextStep(deps, orderId, attempt)
  return next.kind === 'unavailable' ? refuse({ code: 'payment_unavailable' }) : ok({ orderId, next })
}

const hashOf = ({ cartId, seenTotal, parts = {} }: PlaceOrder): string =>
  createHash('sha256')
    .update(JSON.stringify([cartId, seenTotal, Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex')
