import { z } from 'zod'

import type { Buyer } from '#modules/pricing'
import { noFilters, wordsIn, type Catalog, type Search } from '#modules/search'
import type { Db } from '#platform/db'
import { get, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { keepList } from '../list/keep.ts'
import { PER_PAGE } from '../list/Pages.tsx'
import { listQuery, readWish, type ListQuery } from '../list/wish.ts'
import { wordsOf } from '../messages/index.ts'
import { fragment, page } from '../page.ts'
import { buyerOf, href, placeOf, type Place } from '../place.ts'
import type { ShopPage } from '../shop.ts'
import { SearchPage } from './SearchPage.tsx'
import { Suggestions } from './Suggestions.tsx'

const suggestQuery = z.looseObject({ q: z.string().max(200).default('') })

export const searchRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/search',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: listQuery,
    handle: (c, { query }) => show(c, deps, query),
  }),
  get({
    path: '/search/suggest',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: suggestQuery,
    handle: (c, { query }) => suggest(c, deps, query.q),
  }),
]

async function show(c: Ask, deps: StorefrontDeps, query: ListQuery): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const place = placeOf(c, deps)
  const { market } = place
  const wish = readWish(query, market.currency)
  const now = deps.clock.now()
  const search = catalog.search(wish.query)
  if (search.exact) return c.redirect(href(place, await addressOf(deps.db, search)), 302)

  const sort = wish.sort ?? 'relevance'
  const at = { buyer: buyerOf(place), now, perPage: PER_PAGE }
  const listing = catalog.list({ ...wish, ...at, scope: { kind: 'found', search }, sort })
  const pages = pagesFor(deps.shop.now().pages, wish.query)
  const popular = listing.unfiltered === 0 ? popularOf(catalog, at) : []
  keepList(c, { catalog, wish, listing, now })
  const words = wordsOf(place.language)
  return page(c, deps, {
    title: wish.query === '' ? words.searchTitle : words.resultsFor(wish.query),
    path: '/search',
    robots: 'noindex',
    asked: wish.query,
    body: (
      <SearchPage
        {...{ place, words, wish, search, listing, sort, now, pages, popular }}
        categories={catalog.tree.top}
        email={deps.shop.now().settings.email}
      />
    ),
  })
}

/** The product of a typed number; the very variant when the product has several. */
async function addressOf(db: Db, { exact, query }: Search): Promise<string> {
  if (!exact) return '/'
  const code = query.toUpperCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
  const variants = await db
    .selectFrom('variants')
    .select(['id', 'sku', 'gtin', 'mpn'])
    .where('product_id', '=', exact.id)
    .where('archived_at', 'is', null)
    .execute()
  const same = (text: string | null): boolean =>
    text !== null &&
    text
      .toUpperCase()
      .replace(/[^\p{Letter}\p{Number}]/gu, '')
      .replace(/^0+/, '') === code.replace(/^0+/, '')
  const [first] = variants.filter(({ sku, gtin, mpn }) => same(sku) || same(gtin) || same(mpn))
  return `/p/${exact.slug}${first && variants.length > 1 ? `?variant=${first.id}` : ''}`
}

const popularOf = (catalog: Catalog, at: { buyer: Buyer; now: Date }) =>
  catalog.list({ ...at, scope: { kind: 'all' }, filters: noFilters, sort: 'featured', page: 1, perPage: 4 }).products

/** Pages of words that speak of what was asked: "returns" is no product. */
function pagesFor(pages: readonly ShopPage[], query: string): ShopPage[] {
  const words = wordsIn(query).filter((word) => word.length > 2)
  if (words.length === 0) return []
  return pages.filter((each) => words.every((word) => each.words.some((own) => own.startsWith(word))))
}

const MOST = { categories: 2, products: 6, pages: 1 }

async function suggest(c: Ask, deps: StorefrontDeps, query: string): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const place: Place = placeOf(c, deps)
  const now = deps.clock.now()
  const search = catalog.search(query)
  const listing = catalog.list({
    scope: { kind: 'found', search: search.exact ? { ...search, places: [search.exact.place] } : search },
    buyer: buyerOf(place),
    now,
    filters: noFilters,
    sort: 'relevance',
    page: 1,
    perPage: MOST.products,
  })
  const pages = pagesFor(deps.shop.now().pages, query).slice(0, MOST.pages)
  c.set('cacheTags', ['catalog', 'settings', 'content', ...listing.products.map(({ id }) => `product:${id}` as const)])
  c.set('cacheUntil', catalog.changesAfter(now))
  return fragment(
    c,
    <Suggestions
      {...{ place, search, listing, pages, now }}
      words={wordsOf(place.language)}
      categories={search.categories.slice(0, MOST.categories)}
    />,
  )
}
