import type { PageVariant, ProductPage } from '#modules/catalog'
import { effectivePrice, priceChangesAt, type Price } from '#modules/pricing'
import { deliveryRange, offersFor, type DeliveryRange, type ShippingFacts, type ShippingOffer } from '#modules/shipping'
import { variantWith, type Choice } from './choice.ts'

/** What the price line says: one variant's price, or the lowest with "from". */
export type ShownPrice = Readonly<{ price: Price; varies: boolean; variant: PageVariant }>

export function shownPrice(variants: readonly PageVariant[], chosen: PageVariant | null, now: Date): ShownPrice | null {
  if (chosen) return chosen.price ? { price: effectivePrice(chosen.price, now), varies: false, variant: chosen } : null
  const offers = variants.flatMap((variant) =>
    variant.price ? [{ variant, price: effectivePrice(variant.price, now) }] : [],
  )
  const [first] = offers
  if (!first) return null
  const lowest = offers.reduce((low, each) => (each.price.unit.amount < low.price.unit.amount ? each : low), first)
  return { ...lowest, varies: offers.some(({ price }) => price.unit.amount !== lowest.price.unit.amount) }
}

/** The cheapest way to send it, and when it would be there. */
export type Delivery = Readonly<{ offer: ShippingOffer; days: DeliveryRange }>

type Sent = Readonly<{ country: string; product: ProductPage; choice: Choice; shown: ShownPrice | null; now: Date }>

/** Of the chosen variant, or of the first that would fit. */
export function deliveryOf(facts: ShippingFacts | undefined, sent: Sent): Delivery | null {
  const { country, product, choice, shown, now } = sent
  const variant = choice.variant ?? variantWith(product, choice.values) ?? product.variants[0]
  if (!facts || !shown || !variant?.requiresShipping) return null
  const [offer] = offersFor(facts, { country, weightGrams: variant.weightGrams ?? 0, value: shown.price.unit })
  return offer ? { offer, days: deliveryRange(offer, now) } : null
}

const HOUR = 3_600_000

/** The page holds until a price changes by itself; the delivery days until the full hour, when a cut-off may pass. */
export function holdsUntil(variants: readonly PageVariant[], now: Date): Date {
  const hour = (Math.floor(now.getTime() / HOUR) + 1) * HOUR
  const changes = variants.flatMap(({ price }) => (price ? (priceChangesAt(price, now)?.getTime() ?? []) : []))
  return new Date(Math.min(hour, ...changes))
}
