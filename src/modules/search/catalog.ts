import type { MarketId, ProductId } from '#kernel/id'
import { priceChangesAt } from '#modules/pricing'
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
  marketId: MarketId
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
  near: (product: ListedProduct, at: Readonly<{ marketId: MarketId; now: Date; count: number }>) => ListedProduct[]
  /** When a price or a publish time changes a list by itself next; null for never. */
  changesAfter: (now: Date) => Date | null
}>

export function catalogOf(tree: CatalogTree, shelves: Shelves): Catalog {
  const byCategory = new Map<number, ListedProduct[]>()
  let newest: ListedProduct[] | null = null
  const all = (): ListedProduct[] =>
    (newest ??= shelves.places
      .filter((product) => product !== null)
      .sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? -1 : 1)))
  const inCategory = (number: number): ListedProduct[] => {
    const known = byCategory.get(number)
    if (known) return known
    const found = all().filter((product) => product.categories.includes(number))
    byCategory.set(number, found)
    return found
  }
  const find = (id: string): ListedProduct | undefined => {
    const place = shelves.placeOf.get(id)
    return place === undefined ? undefined : (shelves.places[place] ?? undefined)
  }
  const candidates = (scope: Scope): readonly ListedProduct[] => {
    switch (scope.kind) {
      case 'all':
        return all()
      case 'category':
        return inCategory(scope.category.number)
      case 'collection':
        return scope.collection.productIds.flatMap((id) => find(id) ?? [])
      case 'found':
        return scope.search.products
    }
  }
  let next = Number.NEGATIVE_INFINITY
  return {
    tree,
    shelves,
    changesAfter: (now) => {
      if (next <= now.getTime()) next = nextChange(shelves, now)
      return Number.isFinite(next) ? new Date(next) : null
    },
    product: find,
    list: ({ scope, ...wish }) => list({ ...wish, candidates: candidates(scope), book: shelves.book }),
    near: (product, { marketId, now, count }) => {
      const found = new Set<ListedProduct>()
      // From the narrowest category outwards, until there are enough.
      for (const number of product.categories.toReversed()) {
        for (const other of following(inCategory(number), product))
          if (found.size < count && canBeBought(other, marketId, now)) found.add(other)
      }
      return [...found]
    },
    search: (query) => findProducts(tree, shelves, query),
  }
}

const MOST_LOOKED_AT = 60

/** Those that come after it in the row, then those from the row's beginning. */
function following(row: readonly ListedProduct[], product: ListedProduct): ListedProduct[] {
  const place = row.indexOf(product)
  const after = row.slice(place + 1, place + 1 + MOST_LOOKED_AT)
  return [...after, ...row.slice(0, Math.min(place === -1 ? 0 : place, MOST_LOOKED_AT - after.length))]
}

const canBeBought = (product: ListedProduct, marketId: MarketId, now: Date): boolean =>
  product.stock !== 'sold_out' && product.publishedAt <= now.getTime() && priceAt(product, marketId, now) !== null

function nextChange({ places }: Shelves, now: Date): number {
  let next = Number.POSITIVE_INFINITY
  for (const product of places) {
    if (!product) continue
    if (product.publishedAt > now.getTime()) next = Math.min(next, product.publishedAt)
    for (const { rows } of product.prices.values()) {
      for (const row of rows ?? []) next = Math.min(next, priceChangesAt(row, now)?.getTime() ?? next)
    }
  }
  return next
}
