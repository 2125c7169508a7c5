import { plainText } from '#modules/content'
import type { CategoryNode } from '#modules/search'
import { get, type Ask, type Route } from '#platform/http/route'
import { breadcrumbData, type Crumb } from '../components/Breadcrumbs.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { notFound } from '../odd/pages.tsx'
import { PER_PAGE } from '../list/Pages.tsx'
import { keepList } from '../list/keep.ts'
import { listQuery, queryOf, readWish, type ListQuery } from '../list/wish.ts'
import { wordsOf } from '../messages/index.ts'
import { originOf, page } from '../page.ts'
import { buyerOf, placeOf } from '../place.ts'
import { CategoryPage } from './CategoryPage.tsx'

export const categoryRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/c/:slug',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: listQuery,
    handle: (c, { query }) => show(c, deps, query),
  }),
]

async function show(c: Ask, deps: StorefrontDeps, query: ListQuery): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const category = catalog.tree.bySlug.get(c.req.param('slug') ?? '')
  if (!category) return notFound(c, deps)
  const place = placeOf(c, deps)
  const { market } = place
  const wish = readWish(query, market.currency)
  const now = deps.clock.now()
  const sort = wish.sort ?? 'featured'
  const listing = catalog.list({
    ...wish,
    scope: { kind: 'category', category },
    buyer: buyerOf(place),
    now,
    sort,
    perPage: PER_PAGE,
  })
  keepList(c, { catalog, wish, listing, now, tags: [`category:${category.id}`] })
  const words = wordsOf(place.language)
  const leaf = (number: number): string => category.path + queryOf(wish, market.currency, { page: number })
  const way = crumbsOf(category)
  return page(c, deps, {
    title: category.seoTitle || category.title,
    description: category.seoDescription || plainText(category.descriptionHtml).slice(0, 160),
    // Filtered and sorted lists are not pages of their own for search engines; the leaves of the plain list are.
    path: category.path + (listing.page > 1 ? `?page=${listing.page}` : ''),
    ...(wish.filters.values.size > 0 || wish.sort ? { robots: 'noindex' as const } : {}),
    previous: listing.page > 1 ? leaf(listing.page - 1) : null,
    next: listing.page < listing.pages ? leaf(listing.page + 1) : null,
    current: category.trail[0]?.path,
    jsonLd: [breadcrumbData(originOf(c, deps), place, way)],
    body: <CategoryPage {...{ place, words, category, wish, listing, sort, now, way }} />,
  })
}

const crumbsOf = ({ trail }: CategoryNode): Crumb[] =>
  trail.map(({ title, path }, index) => ({ title, path: index === trail.length - 1 ? null : path }))
