import type { CartId, CustomerGroupId, CustomerId, MarketId, OrderId, ProductId, VariantId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import { sum, times, type Currency, type Money } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import { mostOf, type Availability } from '#modules/inventory'
import type { TaxDisplay } from '#modules/market'
import { priceFor, type LinePrice, type ListRow, type PriceReason } from '#modules/pricing'

/** open: can be changed. paying: an order waits for its payment. ordered: done, the next click starts a new cart. */
export type CartState = 'open' | 'paying' | 'ordered'

export type Cart = Readonly<{
  id: CartId
  state: CartState
  /** The order that is being paid, or was made, from this cart. */
  orderId: OrderId | null
  /** Grows with every change; an order is made of one version. */
  version: number
  language: Language
  marketId: MarketId
  marketCode: string
  currency: Currency
  taxDisplay: TaxDisplay
  defaultCountry: string
  countries: readonly string[]
  /** Who has signed in with this cart, and the group that their prices and offers follow from. */
  customerId: CustomerId | null
  customerGroupId: CustomerGroupId | null
  /** Coupon codes as they were typed, normalized, the oldest first. */
  codes: readonly string[]
}>

/** A variant as the shop offers it in one market at one moment. `price` is null when it is not for sale there. */
export type Offer = Readonly<{
  variantId: VariantId
  productId: ProductId
  slug: string
  title: string
  variantTitle: string
  sku: string | null
  mediaHash: string | null
  weightGrams: number
  requiresShipping: boolean
  taxable: boolean
  taxClass: string
  /** It is money, not goods: untaxed, never sent, never discounted, never paid with stored value. */
  giftCard: boolean
  /** What it may cost, by list and number; empty when it is not shown. */
  prices: readonly ListRow[]
  /** What a piece costs now in so many as are in the cart. */
  price: LinePrice | null
  availability: Availability
}>

/** `shownAmount`: the price per piece that the shopper saw last, for this number of pieces, in minor units. */
export type CartLine = Readonly<{ offer: Offer; quantity: number; shownAmount: number }>

/** What is different from what the shopper saw last. All but a changed price must be acknowledged before ordering. */
export type LineChange =
  | { code: 'price_changed'; from: Money; to: Money }
  | { code: 'only_left'; available: number }
  | { code: 'sold_out' }
  | { code: 'not_for_sale' }

export type CartLineView = Offer &
  Readonly<{
    quantity: number
    unit: Money
    was: Money | null
    total: Money
    /** The market's ordinary price for one piece. */
    base: Money
    priceWhy: PriceReason
    /** The price list that gave the price; null for ordinary prices. */
    listName: string | null
    changes: readonly LineChange[]
  }>

export type CartView = Cart &
  Readonly<{
    lines: readonly CartLineView[]
    /** How many pieces; lines that are not for sale count too, until they are taken out. */
    count: number
    /** The sum of what is for sale, as the market shows prices (with or without tax). */
    subtotal: Money
    weightGrams: number
    requiresShipping: boolean
    /** Something is gone or short: the cart cannot be ordered as it is. */
    blocked: boolean
  }>

export type CartClosed = { code: 'payment_in_progress' } | { code: 'cart_ordered' }
export type LineRefusal =
  | CartClosed
  | { code: 'not_for_sale' }
  | { code: 'not_enough_stock'; available: number }
  | { code: 'too_many'; most: number }
  | { code: 'cart_full'; most: number }

export const MOST_LINES = 100
export const MOST_PIECES = 999

/** The cart as the shopper sees it: today's prices, and what has changed since the last look. */
export function viewOf(cart: Cart, lines: readonly CartLine[]): CartView {
  const views = lines.map((line) => lineView(cart.currency, line))
  const sold = views.filter((line) => line.price !== null)
  return {
    ...cart,
    lines: views,
    count: views.reduce((all, line) => all + line.quantity, 0),
    subtotal: sum(
      sold.map((line) => line.total),
      cart.currency,
    ),
    weightGrams: sold.reduce((all, line) => all + line.weightGrams * line.quantity, 0),
    requiresShipping: sold.some((line) => line.requiresShipping),
    blocked: views.some((line) => line.changes.some((change) => change.code !== 'price_changed')),
  }
}

function lineView(currency: Currency, { offer, quantity, shownAmount }: CartLine): CartLineView {
  const shown: Money = { amount: shownAmount, currency }
  const price: LinePrice = offer.price ?? notForSale(shown)
  const { unit, was, base, why, listName } = price
  const changes = changesOf(offer, quantity, shown)
  return { ...offer, quantity, unit, was, total: times(unit, quantity), base, priceWhy: why, listName, changes }
}

/** What is gone keeps the price that was seen last, until it is taken out. */
const notForSale = (shown: Money): LinePrice => ({
  unit: shown,
  was: null,
  saleEndsAt: null,
  base: shown,
  why: 'base',
  listName: null,
})

function changesOf(offer: Offer, quantity: number, shown: Money): LineChange[] {
  if (!offer.price) return [{ code: 'not_for_sale' }]
  const most = mostOf(offer.availability)
  if (most === 0) return [{ code: 'sold_out' }]
  const { unit } = offer.price
  const changes: LineChange[] = []
  if (unit.amount !== shown.amount) changes.push({ code: 'price_changed', from: shown, to: unit })
  if (quantity > most) changes.push({ code: 'only_left', available: most })
  return changes
}

/** May a line of this offer have so many pieces? Answers what each of so many costs now. */
export function allowed(
  offer: Offer | undefined,
  { quantity, now }: Readonly<{ quantity: number; now: Date }>,
): Result<Money, LineRefusal> {
  const price = offer && priceFor(offer.prices, { quantity, now })
  if (!price) return refuse({ code: 'not_for_sale' })
  if (quantity > MOST_PIECES) return refuse({ code: 'too_many', most: MOST_PIECES })
  const available = mostOf(offer.availability)
  if (quantity > available) return refuse({ code: 'not_enough_stock', available })
  return ok(price.unit)
}
