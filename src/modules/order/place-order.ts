import { createHash } from 'node:crypto'

import type { CartId, OrderId, VariantId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import {
  findKey,
  readCheckout,
  saveCheckout,
  type CheckoutParts,
  type CheckoutView,
  type MissingPart,
} from '#modules/checkout'
import { command } from '#platform/db'
import type { OrderDeps } from './order.ts'
import { nextStep, type Attempt, type NextStep } from './start-payment.ts'
import { SCOPE, writeOrder } from './write-order.ts'

export type PlaceOrder = Readonly<{
  cartId: CartId
  /** Made with the page, sent with the form: the same key again is the same click. */
  key: string
  /** The total that the shopper saw, in minor units of the cart's currency. */
  seenTotal: number
  /** What the same form says; kept before the order is made. */
  parts?: CheckoutParts
}>

export type Placed = Readonly<{ orderId: OrderId; next: NextStep }>

export type PlaceOrderRefusal =
  | { code: 'no_cart' }
  | { code: 'key_reused' }
  | { code: 'incomplete'; missing: readonly MissingPart[] }
  | { code: 'not_for_sale'; variantId: VariantId }
  | { code: 'not_enough_stock'; variantId: VariantId; available: number }
  | { code: 'total_changed'; total: Money }
  | { code: 'payment_unavailable' }
  | { code: 'busy' }

type Outcome = Result<Placed, PlaceOrderRefusal>

const ATTEMPTS = 4

/**
 * Makes the order, in one short transaction, and then starts its payment, outside of any. However often and however
 * parallel it is called for one cart, there is one order and one payment, and every caller hears of it.
 */
export async function placeOrder(deps: OrderDeps, request: PlaceOrder): Promise<Outcome> {
  const earlier = await doneBefore(deps, request)
  if (earlier) return earlier
  if (request.parts) {
    const { cartId, parts } = request
    const saved = await command(deps.db, (tx) => saveCheckout(tx, { cartId, parts }))
    if (!saved.ok) return (await doneFor(deps, request)) ?? refuse({ code: 'busy' })
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const outcome = (await attemptOnce(deps, request)) ?? (await doneBefore(deps, request))
    if (outcome) return outcome
  }
  return refuse({ code: 'busy' })
}

/** Null when the cart was changed or taken while we looked: look again. */
async function attemptOnce(deps: OrderDeps, request: PlaceOrder): Promise<Outcome | null> {
  const now = deps.clock.now()
  const view = await readCheckout(deps.db, request.cartId, { now, methods: deps.methods.offered() })
  if (!view) return refuse({ code: 'no_cart' })
  if (view.cart.state !== 'open') return doneFor(deps, request)
  const refusal = objection(view, request)
  if (refusal) return { ok: false, refusal }

  const method = deps.methods.offered().find((one) => one.code === view.payBy) ?? null
  const claim = { key: request.key, requestHash: hashOf(request) }
  const written = await command(deps.db, (tx) => writeOrder(tx, { view, method, claim, now }))
  if (written.ok) return withNextStep(deps, written.value.orderId, written.value)
  return written.refusal.code === 'overtaken' ? null : { ok: false, refusal: written.refusal }
}

/** What speaks against this order before anything is written. */
function objection(view: CheckoutView, { seenTotal }: PlaceOrder): PlaceOrderRefusal | null {
  for (const { variantId, changes } of view.cart.lines)
    for (const change of changes) {
      if (change.code === 'not_for_sale') return { code: 'not_for_sale', variantId }
      if (change.code === 'sold_out') return { code: 'not_enough_stock', variantId, available: 0 }
      if (change.code === 'only_left') return { code: 'not_enough_stock', variantId, available: change.available }
    }
  if (view.missing.length > 0) return { code: 'incomplete', missing: view.missing }
  return view.quote.total.amount === seenTotal ? null : { code: 'total_changed', total: view.quote.total }
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
