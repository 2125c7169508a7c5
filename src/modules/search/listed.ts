import type { CustomerGroupId, MarketId, ProductId } from '#kernel/id'
import { money, type Currency, type Money } from '#kernel/money'
import type { StockWord } from '#modules/inventory'
import { priceChangesAt, priceFor, type Buyer, type ListRow } from '#modules/pricing'

export type ListedPicture = Readonly<{
  hash: string
  width: number
  height: number
  widths: readonly number[]
  color: string
  alt: string
}>

/** A product as lists, filters and search know it. */
export type ListedProduct = Readonly<{
  id: ProductId
  /** Its number on the shelves. */
  place: number
  slug: string
  title: string
  vendor: string
  type: string
  /** Milliseconds; shoppers see it from then on. */
  publishedAt: number
  /** The first two. */
  pictures: readonly ListedPicture[]
  /** CSS colors of its color option, at most five, and how many there are. */
  swatches: readonly string[]
  colors: number
  /** The best of its variants; `left` is only meant when that is `low`. */
  stock: StockWord
  left: number
  /** By market. Without an entry it is not for sale there. */
  prices: ReadonlyMap<MarketId, ListedPrice>
  /** Where a group's own lists speak of it, by `groupKey`; null when none does. */
  groupPrices: ReadonlyMap<string, ListedPrice> | null
  /** Numbers of the facet values that it has. */
  values: readonly number[]
  /** Numbers of its categories and of all above them. */
  categories: readonly number[]
}>

/** For each variant, or kind of variant, all prices that may count. */
export type VariantRows = readonly (readonly ListRow[])[]

export const groupKey = (marketId: MarketId, groupId: CustomerGroupId): string => `${marketId} ${groupId}`

/** What a list says about a price: the lowest of its variants, and whether others cost more. Minor units. */
export type ListedPrice = Readonly<{
  currency: Currency
  amount: number
  was: number | null
  varies: boolean
  /** Until when these numbers hold (milliseconds); then `rows` are looked at again. */
  until: number
  rows: VariantRows | null
}>

export type ListedOffer = Readonly<{ unit: Money; was: Money | null; varies: boolean }>

/** Sums up the prices of a product's variants in one market at one moment. */
export function listedPrice(variants: VariantRows, now: Date): ListedPrice | null {
  const prices = variants.flatMap((rows) => priceFor(rows, { quantity: 1, now }) ?? [])
  const [first] = prices
  if (!first) return null
  const amounts = prices.map((price) => price.unit.amount)
  const amount = Math.min(...amounts)
  const cheapest = prices.find((price) => price.unit.amount === amount)
  const changes = variants.flat().map((row) => priceChangesAt(row, now)?.getTime() ?? Number.POSITIVE_INFINITY)
  const until = Math.min(...changes)
  return {
    currency: first.unit.currency,
    amount,
    was: cheapest?.was?.amount ?? null,
    varies: amounts.some((other) => other !== amount),
    until,
    rows: Number.isFinite(until) ? variants : null,
  }
}

/** The price to show a buyer now; null when it is not for sale in the market. */
export function offerOf(product: ListedProduct, buyer: Buyer, now: Date): ListedOffer | null {
  const price = priceAt(product, buyer, now)
  if (!price) return null
  const { amount, was, varies, currency } = price
  return { unit: money(amount, currency), was: was === null ? null : money(was, currency), varies }
}

/** As `offerOf`, without making money of it: for counting. */
export function priceAt(product: ListedProduct, { marketId, groupId }: Buyer, now: Date): ListedPrice | null {
  const own = groupId === null ? undefined : product.groupPrices?.get(groupKey(marketId, groupId))
  const price = own ?? product.prices.get(marketId)
  if (!price) return null
  return price.rows !== null && price.until <= now.getTime() ? listedPrice(price.rows, now) : price
}
