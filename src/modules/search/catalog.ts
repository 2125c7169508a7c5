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
      const number = product.categories.at(-1)
      const row = number === undefined ? all() : inCategory(number)
      const start = row.indexOf(product) + 1
      const found: ListedProduct[] = []
      for (let step = 0; step < Math.min(row.length - 1, 60) && found.length < count; step++) {
        const other = row[(start + step) % row.length]
        if (other && other !== product && canBeBought(other, marketId, now)) found.push(other)
      }
      return found
    },
    search: (query) => findProducts(tree, shelves, query),
  }
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
