import type { CartId } from '#kernel/id'
import type { Money } from '#kernel/money'
import { readCart, type Cart, type CartView } from '#modules/cart'
import { deliveryRange, offersFor, readShippingFacts, type ShippingOffer } from '#modules/shipping'
import { readValueFacts, type ValueFacts } from '#modules/stored-value'
import type { Db } from '#platform/db'
import { remembered } from '#platform/remembered'
import { together } from '#platform/transaction'
import {
  missingParts,
  withParts,
  type CheckoutFacts,
  type CheckoutParts,
  type CheckoutView,
  type Payable,
} from './checkout.ts'
import type { Quote } from './quote.ts'
import { readQuote } from './read-quote.ts'
import { readFacts, type KnownFacts } from './store.ts'

/** They change a few times a year; a statement less for each look at a checkout. */
const shippingFacts = remembered(
  (db, { marketId: id, currency }: Pick<CartView, 'marketId' | 'currency'>) => readShippingFacts(db, { id, currency }),
  ({ marketId }) => marketId,
)

type Asked = Readonly<{
  now: Date
  methods: readonly Payable[]
  /** What was typed and is not kept yet. */
  parts?: CheckoutParts | undefined
  /** The cart as the same request has just read it. An order made from it proves by its version that it still holds. */
  known?: Cart | undefined
}>

/**
 * The walk from cart to order as it stands: what was typed, what can be chosen, what it costs, what is missing. Null
 * when there is no such cart.
 */
export async function readCheckout(
  db: Db,
  cartId: CartId,
  { now, methods, parts, known }: Asked,
): Promise<CheckoutView | null> {
  const read = await readAll(db, cartId, { now, vatId: parts?.vatId ?? null, known })
  if (!read) return null
  const { cart, value } = read
  const besides = parts ? { ...read.besides, checkout: withParts(read.besides.checkout, parts) } : read.besides
  const facts = besides.checkout
  const destination = destinationOf(cart, facts)
  const shippingOffers = await offersOf(db, cart, { country: destination.country, now })
  const shippingOffer =
    shippingOffers.find((one) => one.methodId === facts.shippingMethodId) ?? shippingOffers[0] ?? null
  const shipping = shippingOffer?.price ?? null
  const { quote, vat } = await readQuote(db, { cart, known: besides, value, place: destination, shipping, now })
  const { codes, tenders, due } = quote
  const paymentMethods = payableBy(methods, { cart, country: destination.country, due })
  const payBy = paymentMethods.find((code) => code === facts.paymentMethod) ?? paymentMethods[0] ?? null
  const offered = { shippingOffers, shippingOffer, paymentMethods, payBy }
  const view = { ...facts, ...offered, cart, destination, vat, quote, codes, tenders, due, value }
  return { ...view, missing: missingParts(view) }
}

type Read = Readonly<{ cart: CartView; besides: KnownFacts; value: ValueFacts }>
type Reading = Readonly<{ now: Date; vatId: string | null; known?: Cart | undefined }>

/** The cart and everything that hangs on it, in one round trip. */
async function readAll(db: Db, cartId: CartId, { now, vatId, known }: Reading): Promise<Read | null> {
  const [cart, besides, value] = await together(db, (one) =>
    Promise.all([readCart(one, cartId, now, known), readFacts(one, cartId, vatId), readValueFacts(one, cartId, now)]),
  )
  return cart && besides ? { cart, besides, value } : null
}

/** What a cart costs, sent somewhere, before anybody is at its checkout; `shipping` is null when nothing is sent. */
export async function estimate(
  db: Db,
  cart: CartView,
  { country, region, shipping, now }: { country: string; region: string; shipping: Money | null; now: Date },
): Promise<Readonly<{ quote: Quote; value: ValueFacts }>> {
  const [known, value] = await together(db, (one) =>
    Promise.all([readFacts(one, cart.id), readValueFacts(one, cart.id, now)]),
  )
  if (!known) throw new RangeError(`no such cart: ${cart.id}`)
  const place = { country, region, postcode: '' }
  const { quote } = await readQuote(db, { cart, known, value, place, shipping, now })
  return { quote, value }
}

/** A country that the cart's market does not serve is answered with the market's usual one: see `missing`. */
function destinationOf(cart: CartView, { shippingAddress, billingAddress, country }: CheckoutFacts) {
  const address = cart.requiresShipping ? shippingAddress : (billingAddress ?? shippingAddress)
  const wanted = country ?? address?.country ?? cart.defaultCountry
  const served = cart.countries.includes(wanted) ? wanted : cart.defaultCountry
  if (address?.country !== served) return { country: served, region: '', postcode: '' }
  return { country: served, region: address.region, postcode: address.postcode }
}

async function offersOf(
  db: Db,
  cart: CartView,
  { country, now }: { country: string; now: Date },
): Promise<(ShippingOffer & { arrives: ReturnType<typeof deliveryRange> })[]> {
  if (!cart.requiresShipping) return []
  const shipping = await shippingFacts(db, cart)
  const { weightGrams, subtotal: value } = cart
  return offersFor(shipping, { country, weightGrams, value }).map((offer) => ({
    ...offer,
    arrives: deliveryRange(offer, now),
  }))
}

type Paying = { cart: CartView; country: string; due: Money }

function payableBy(methods: readonly Payable[], { cart, country, due }: Paying): string[] {
  if (due.amount === 0) return []
  const { requiresShipping, customerGroupId } = cart
  const facts = { country, requiresShipping, total: due, customerGroupId }
  return methods.filter((method) => method.offeredTo(facts)).map((method) => method.code)
}
