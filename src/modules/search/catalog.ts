import type { ProductId } from '#kernel/id'
import { priceChangesAt, type Buyer } from '#modules/pricing'
import { columnsOf, type Columns } from './columns.ts'
import { list, type Filters, type Listing, type Sort } from './list.ts'
import { priceAt, type ListedProduct } from './listed.ts'
import { findProducts, type Search } from './search.ts'
import type { Shelves } from './shelves.ts'
import type { CatalogTree, CategoryNode, ListedCollection } from './tree.ts'

/** What a list is made of. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'category'; category: CategoryNode }
  | { kind: 'collection'; collection: ListedCollection }
  | { kind: 'found'; search: Search }

export type Wish = Readonly<{
  scope: Scope
  buyer: Buyer
  now: Date
  filters: Filters
  sort: Sort
  page: number
  perPage: number
}>

/** The catalog at one moment: what lists, filters, menus and searches ask. */
export type Catalog = Readonly<{
  tree: CatalogTree
  shelves: Shelves
  product: (id: ProductId) => ListedProduct | undefined
  list: (wish: Wish) => Listing
  search: (query: string) => Search
  /** Others of its narrowest category that can be bought, those that follow it first. */
  near: (product: ListedProduct, at: Readonly<{ buyer: Buyer; now: Date; count: number }>) => ListedProduct[]
  /** When a price or a publish time changes a list by itself next; null for never. */
  changesAfter: (now: Date) => Date | null
}>

export function catalogOf(tree: CatalogTree, shelves: Shelves): Catalog {
  const rows = createRows(shelves)
  const prices = createPrices(shelves)
  const find = (id: string): ListedProduct | undefined => {
    const place = shelves.placeOf.get(id)
    return place === undefined ? undefined : (shelves.places[place] ?? undefined)
  }
  const candidates = (scope: Scope): ArrayLike<number> => {
    switch (scope.kind) {
      case 'all':
        return rows.all()
      case 'category':
        return rows.inCategory(scope.category.number)
      case 'collection':
        return scope.collection.productIds.flatMap((id) => shelves.placeOf.get(id) ?? [])
      case 'found':
        return scope.search.places
    }
  }
  return {
    tree,
    shelves,
    product: find,
    list: ({ scope, buyer, now, ...wish }) =>
      list({
        ...wish,
        candidates: candidates(scope),
        products: shelves.places,
        columns: rows.columns(),
        amounts: prices.amounts(buyer, now),
        book: shelves.book,
      }),
    near: (product, { buyer, now, count }) => {
      const amounts = prices.amounts(buyer, now)
      const found = new Set<ListedProduct>()
      // From the narrowest category outwards, until there are enough.
      for (const number of product.categories.toReversed()) {
        for (const place of following(rows.inCategory(number), product.place)) {
          if (found.size >= count) return [...found]
          const other = shelves.places[place]
          if (other && canBeBought(other, amounts)) found.add(other)
        }
      }
      return [...found]
    },
    search: (query) => findProducts(tree, shelves, query),
    changesAfter: (now) => {
      const at = prices.changesAt(now)
      return Number.isFinite(at) ? new Date(at) : null
    },
  }
}

/** Places in the shop's own order, the newest product first; made when first asked for. */
function createRows({ places }: Shelves) {
  const byCategory = new Map<number, Int32Array>()
  let newest: ListedProduct[] | null = null
  let everything: Int32Array | null = null
  let columns: Columns | null = null
  const inOrder = (): ListedProduct[] =>
    (newest ??= places
      .filter((product) => product !== null)
      .sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? -1 : 1)))
  const placesOf = (products: readonly ListedProduct[]): Int32Array => Int32Array.from(products, ({ place }) => place)
  return {
    columns: (): Columns => (columns ??= columnsOf(places)),
    all: (): Int32Array => (everything ??= placesOf(inOrder())),
    inCategory: (number: number): Int32Array => {
      const known = byCategory.get(number)
      if (known) return known
      const found = placesOf(inOrder().filter((product) => product.categories.includes(number)))
      byCategory.set(number, found)
      return found
    },
  }
}

/** What everything costs a buyer, until a price or a publish time changes that by itself. */
function createPrices(shelves: Shelves) {
  let next = Number.NEGATIVE_INFINITY
  const changesAt = (now: Date): number => {
    if (next <= now.getTime()) next = nextChange(shelves, now)
    return next
  }
  const byBuyer = new Map<string, { amounts: Float64Array; until: number }>()
  return {
    changesAt,
    amounts: (buyer: Buyer, now: Date): Float64Array => {
      const key = `${buyer.marketId} ${buyer.groupId ?? ''}`
      const known = byBuyer.get(key)
      if (known && known.until > now.getTime()) return known.amounts
      const amounts = Float64Array.from(shelves.places, (each) => amountOf(each, buyer, now))
      byBuyer.set(key, { amounts, until: changesAt(now) })
      return amounts
    },
  }
}

const MOST_LOOKED_AT = 60

/** Those that come after it in the row, then those from the row's beginning. */
function* following(row: Int32Array, place: number): Generator<number> {
  const at = row.indexOf(place)
  const most = Math.min(row.length - (at === -1 ? 0 : 1), MOST_LOOKED_AT)
  for (let step = 1; step <= most; step++) yield row[(at + step) % row.length] ?? 0
}

const canBeBought = ({ stock, place }: ListedProduct, amounts: Float64Array): boolean =>
  stock !== 'sold_out' && !Number.isNaN(amounts[place] ?? Number.NaN)

/** NaN for what shoppers cannot see or buy in this market now. */
function amountOf(product: ListedProduct | null, buyer: Buyer, now: Date): number {
  if (!product || product.publishedAt > now.getTime()) return Number.NaN
  return priceAt(product, buyer, now)?.amount ?? Number.NaN
}

function nextChange({ places }: Shelves, now: Date): number {
  let next = Number.POSITIVE_INFINITY
  for (const product of places) {
    if (!product) continue
    if (product.publishedAt > now.getTime()) next = Math.min(next, product.publishedAt)
    for (const { rows } of [...product.prices.values(), ...(product.groupPrices?.values() ?? [])]) {
      for (const row of rows?.flat() ?? []) next = Math.min(next, priceChangesAt(row, now)?.getTime() ?? next)
    }
  }
  return next
}
