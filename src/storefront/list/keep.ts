import type { Catalog, Listing } from '#modules/search'
import type { CacheTag } from '#platform/cache-changes'
import type { Ask } from '#platform/http/route'
import type { ListWish } from './wish.ts'

type Keeping = Readonly<{ catalog: Catalog; wish: ListWish; listing: Listing; now: Date; tags?: readonly CacheTag[] }>

/** Lets a list be kept, until a price or a publish time changes it. Odd addresses are answered, but not kept. */
export function keepList(c: Ask, { catalog, wish, listing, now, tags = [] }: Keeping): void {
  const isOdd = [...wish.filters.values.keys()].some((key) => !catalog.shelves.book.facetByKey.has(key))
  if (isOdd) return
  const shown = listing.products.map(({ id }): CacheTag => `product:${id}`)
  c.set('cacheTags', ['catalog', 'settings', 'content', ...tags, ...shown])
  c.set('cacheUntil', catalog.changesAfter(now))
}
