import type { CustomerGroupId, MarketId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import { listRowsOf, type ListRow } from '#modules/pricing'
import { groupKey, listedPrice, type ListedPrice, type ListedProduct } from './listed.ts'
import type { ProductFacts } from './read-products.ts'

type Prices = Pick<ListedProduct, 'prices' | 'groupPrices'>

/** What a product costs in each market for everybody, and for the groups whose lists speak of it. */
export function pricesFrom({ prices, offers }: ProductFacts, now: Date): Prices {
  const listed = new Map<MarketId, ListedPrice>()
  for (const [market, own] of Map.groupBy(prices, (price) => price.market)) {
    const price = listedPrice(
      own.map((each) => [ordinaryRow(each)]),
      now,
    )
    if (price) listed.set(market, price)
  }
  return offers === null ? { prices: listed, groupPrices: null } : withLists(listed, offers, now)
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

const ordinaryRow = (price: ProductFacts['prices'][number]): ListRow => ({
  amount: price.amount,
  compareAtAmount: price.compareAt,
  saleAmount: price.sale,
  saleStartsAt: dateOf(price.starts),
  saleEndsAt: dateOf(price.ends),
  fromQuantity: 1,
  listName: null,
  startsAt: null,
  endsAt: null,
  currency: currencyOf(price.currency),
})

type Offers = NonNullable<ProductFacts['offers']>

function withLists(ordinary: Map<MarketId, ListedPrice>, offers: Offers, now: Date): Prices {
  const prices = new Map(ordinary)
  const groupPrices = new Map<string, ListedPrice>()
  for (const [market, variants] of Map.groupBy(offers, (offer) => offer.market)) {
    const rowsFor = (group: CustomerGroupId | null) =>
      variants.map(({ rows }) => listRowsOf(rows.filter((row) => row.group === null || row.group === group)))
    const everybody = listedPrice(rowsFor(null), now)
    if (everybody) prices.set(market, everybody)
    const groups = new Set(variants.flatMap(({ rows }) => rows.flatMap(({ group }) => group ?? [])))
    for (const group of groups) {
      const own = listedPrice(rowsFor(group), now)
      if (own) groupPrices.set(groupKey(market, group), own)
    }
  }
  return { prices, groupPrices }
}
