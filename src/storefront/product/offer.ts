import type { PageVariant, ProductPage } from '#modules/catalog'
import { priceChangesAt, priceFor, priceSteps, type LinePrice, type PriceStep } from '#modules/pricing'
import { deliveryRange, offersFor, type DeliveryRange, type ShippingFacts, type ShippingOffer } from '#modules/shipping'
import { variantWith, type Choice } from './choice.ts'

/** What the price line says: one variant's price, or the lowest with "from". `alike`: all variants cost the same. */
export type ShownPrice = Readonly<{ price: LinePrice; varies: boolean; alike: boolean; variant: PageVariant }>

export function shownPrice(variants: readonly PageVariant[], chosen: PageVariant | null, now: Date): ShownPrice | null {
  const offers = variants.flatMap((variant) => {
    const price = priceFor(variant.prices, { quantity: 1, now })
    return price ? [{ variant, price }] : []
  })
  const [first] = offers
  if (!first) return null
  const lowest = offers.reduce((low, each) => (each.price.unit.amount < low.price.unit.amount ? each : low), first)
  const alike = offers.every(({ price }) => costsTheSame(price, lowest.price))
  if (!chosen) return { ...lowest, varies: offers.some(({ price }) => isOther(price, lowest.price)), alike }
  const own = offers.find(({ variant }) => variant === chosen)
  return own ? { ...own, varies: false, alike } : null
}

const isOther = (a: LinePrice, b: LinePrice): boolean => a.unit.amount !== b.unit.amount

const costsTheSame = (a: LinePrice, b: LinePrice): boolean =>
  !isOther(a, b) && a.was?.amount === b.was?.amount && a.base.amount === b.base.amount

/** From how many on it costs less: of the chosen variant, or of all when they agree. */
export function stepsOf(variants: readonly PageVariant[], chosen: PageVariant | null, now: Date): PriceStep[] {
  if (chosen) return priceSteps(chosen.prices, now)
  const [first = [], ...others] = variants.map(({ prices }) => priceSteps(prices, now))
  return others.every((steps) => isSame(steps, first)) ? first : []
}

const isSame = (a: readonly PriceStep[], b: readonly PriceStep[]): boolean =>
  a.length === b.length &&
  a.every(({ fromQuantity, unit }, at) => fromQuantity === b[at]?.fromQuantity && unit.amount === b[at].unit.amount)

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
  const changes = variants.flatMap(({ prices }) => prices.flatMap((row) => priceChangesAt(row, now)?.getTime() ?? []))
  return new Date(Math.min(hour, ...changes))
}
