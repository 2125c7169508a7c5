import type { CartId } from '#kernel/id'
import { readCart, type CartLineView, type CartView } from '#modules/cart'
import { deliveryRange, offersFor, readShippingFacts, type ShippingOffer } from '#modules/shipping'
import { readTaxRates } from '#modules/tax'
import type { Db } from '#platform/db'
import { remembered } from '#platform/remembered'
import { together } from '#platform/transaction'
import { missingParts, type CheckoutFacts, type CheckoutView, type Payable } from './checkout.ts'
import { quote, type QuotedGoods } from './quote.ts'
import { readFacts } from './store.ts'

const day = (now: Date): string => now.toISOString().slice(0, 10)

/** Both change a few times a year; two statements less for each look at a checkout. */
const taxRates = remembered(readTaxRates, (country, now) => `${country} ${day(now)}`)
const shippingFacts = remembered(
  (db, { marketId: id, currency }: Pick<CartView, 'marketId' | 'currency'>) => readShippingFacts(db, { id, currency }),
  ({ marketId }) => marketId,
)

type Asked = Readonly<{ now: Date; methods: readonly Payable[] }>

/**
 * The walk from cart to order as it stands: what was typed, what can be chosen, what it costs, what is missing. Null
 * when there is no such cart.
 */
export async function readCheckout(db: Db, cartId: CartId, { now, methods }: Asked): Promise<CheckoutView | null> {
  const [cart, facts] = await together(db, (one) => Promise.all([readCart(one, cartId, now), readFacts(one, cartId)]))
  if (!cart) return null
  const destination = destinationOf(cart, facts)
  const shippingOffers = await offersOf(db, cart, { country: destination.country, now })
  const shippingOffer =
    shippingOffers.find((one) => one.methodId === facts.shippingMethodId) ?? shippingOffers[0] ?? null
  const quoted = quote(
    { lines: cart.lines.filter((line) => line.price !== null).map(goodsOf), shipping: shippingOffer?.price ?? null },
    {
      currency: cart.currency,
      taxDisplay: cart.taxDisplay,
      place: destination,
      rates: await taxRates(db, destination.country, now),
    },
  )
  const paymentMethods = payableBy(methods, { cart, country: destination.country, total: quoted.total })
  const payBy = paymentMethods.find((code) => code === facts.paymentMethod) ?? paymentMethods[0] ?? null
  const view = {
    ...facts,
    cart,
    destination,
    shippingOffers,
    shippingOffer,
    paymentMethods,
    payBy,
    quote: quoted,
  }
  return { ...view, missing: missingParts(view) }
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

type Paying = { cart: CartView; country: string; total: CheckoutView['quote']['total'] }

function payableBy(methods: readonly Payable[], { cart, country, total }: Paying): string[] {
  if (total.amount === 0) return []
  const facts = { country, requiresShipping: cart.requiresShipping, total }
  return methods.filter((method) => method.offeredTo(facts)).map((method) => method.code)
}

const goodsOf = ({ variantId, quantity, unit, was, taxable, taxClass }: CartLineView): QuotedGoods => ({
  variantId,
  quantity,
  unit,
  list: was ?? unit,
  taxable,
  taxClass,
})
