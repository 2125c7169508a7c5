import { money, type Money } from '#kernel/money'
import type { CartView } from '#modules/cart'
import { quote, type Quote } from '#modules/checkout'
import { deliveryRange, offersFor, type DeliveryRange } from '#modules/shipping'
import { readTaxRates } from '#modules/tax'
import type { StorefrontDeps } from '../deps.ts'

/** What the cart would cost there, with the cheapest way to send it. */
export type Estimate = Readonly<{
  country: string
  region: string
  quote: Quote
  /** Null when nothing has to be sent, or nothing can. */
  arrives: DeliveryRange | null
  unreachable: boolean
  /** What is missing until shipping is free; null when it is, or never will be. */
  toFree: Money | null
}>

type Destination = Readonly<{ country: string; region: string }>

export async function estimateFor(
  { db, clock, shop }: StorefrontDeps,
  cart: CartView,
  { country, region }: Destination,
): Promise<Estimate> {
  const now = clock.now()
  const shipping = shop.now().shipping.get(cart.marketId)
  const { weightGrams, subtotal: value, currency } = cart
  const offers = cart.requiresShipping && shipping ? offersFor(shipping, { country, weightGrams, value }) : []
  const [cheapest] = offers
  const rates = await readTaxRates(db, country, now)
  const lines = cart.lines
    .filter((line) => line.price !== null)
    .map((line) => ({ ...line, list: line.was ?? line.unit }))
  const missing = offers.flatMap(({ freeFrom }) => (freeFrom ? [freeFrom.amount - value.amount] : []))
  const toFree = Math.min(...missing.filter((amount) => amount > 0))
  return {
    country,
    region,
    quote: quote(
      { lines, shipping: cheapest?.price ?? null },
      { currency, taxDisplay: cart.taxDisplay, rates, place: { country, region, postcode: '' } },
    ),
    arrives: cheapest ? deliveryRange(cheapest, now) : null,
    unreachable: cart.requiresShipping && !cheapest,
    toFree: cheapest && cheapest.price.amount > 0 && Number.isFinite(toFree) ? money(toFree, currency) : null,
  }
}
