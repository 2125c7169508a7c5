import { money, type Money } from '#kernel/money'
import type { CartView } from '#modules/cart'
import { estimate, type CheckoutView, type Quote } from '#modules/checkout'
import { deliveryRange, offersFor, type DeliveryRange } from '#modules/shipping'
import type { StorefrontDeps } from '../deps.ts'

/** What the cart would cost there, with the cheapest way to send it. */
export type Estimate = Readonly<{
  country: string
  region: string
  quote: Quote
  /** Gift cards and credit that the shopper may use. */
  value: CheckoutView['value']
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
  const facts = shop.now().shipping.get(cart.marketId)
  const { weightGrams, subtotal: worth, currency } = cart
  const offers = cart.requiresShipping && facts ? offersFor(facts, { country, weightGrams, value: worth }) : []
  const [cheapest] = offers
  const shipping = cheapest?.price ?? null
  const { quote, value } = await estimate(db, cart, { country, region, shipping, now })
  const missing = offers.flatMap(({ freeFrom }) => (freeFrom ? [freeFrom.amount - worth.amount] : []))
  const toFree = Math.min(...missing.filter((amount) => amount > 0))
  const isPaid = (quote.shipping?.total.amount ?? 0) > 0
  return {
    country,
    region,
    quote,
    value,
    arrives: cheapest ? deliveryRange(cheapest, now) : null,
    unreachable: cart.requiresShipping && !cheapest,
    toFree: isPaid && Number.isFinite(toFree) ? money(toFree, currency) : null,
  }
}
