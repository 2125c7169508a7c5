import { plainText } from '#modules/content'
import type { ListedCollection, Sort } from '#modules/search'
import { get, type Ask, type Route } from '#platform/http/route'
import { breadcrumbData, Breadcrumbs } from '../components/Breadcrumbs.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { keepList } from '../list/keep.ts'
import { ProductList, type ListProps } from '../list/Listing.tsx'
import { PER_PAGE } from '../list/Pages.tsx'
import { listQuery, readWish, type ListQuery } from '../list/wish.ts'
import { wordsOf } from '../messages/index.ts'
import { notFound } from '../odd/pages.tsx'
import { originOf, page } from '../page.ts'
import { buyerOf, placeOf } from '../place.ts'

export const collectionRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/collections/:slug',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: listQuery,
    handle: (c, { query }) => show(c, deps, query),
  }),
]

async function show(c: Ask, deps: StorefrontDeps, query: ListQuery): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const collection = catalog.tree.collections.find(({ slug }) => slug === c.req.param('slug'))
  if (!collection) return notFound(c, deps)
  const place = placeOf(c, deps)
  const wish = readWish(query, place.market.currency)
  const now = deps.clock.now()
  const sort = wish.sort ?? 'featured'
  const scope = { kind: 'collection' as const, collection }
  const listing = catalog.list({ ...wish, scope, buyer: buyerOf(place), now, sort, perPage: PER_PAGE })
  keepList(c, { catalog, wish, listing, now })
  const words = wordsOf(place.language)
  return page(c, deps, {
    title: collection.title,
    description: plainText(collection.descriptionHtml).slice(0, 160),
    path: collection.path + (listing.page > 1 ? `?page=${listing.page}` : ''),
    ...(wish.filters.values.size > 0 || wish.sort ? { robots: 'noindex' as const } : {}),
    jsonLd: [breadcrumbData(originOf(c, deps), place, [{ title: collection.title, path: null }])],
    body: <CollectionPage {...{ place, words, collection, wish, listing, sort, now }} />,
  })
}

const sorts: readonly Sort[] = ['featured', 'newest', 'price_up', 'price_down']

const CollectionPage = ({ collection, ...list }: Omit<ListProps, 'path'> & { collection: ListedCollection }) => (
  <div className="wrap">
    <Breadcrumbs place={list.place} words={list.words} way={[{ title: collection.title, path: null }]} />
    <header className="list-head">
      <h1>{collection.title}</h1>
      {collection.descriptionHtml !== '' && (
        <div className="list-head__words" dangerouslySetInnerHTML={{ __html: collection.descriptionHtml }} />
      )}
    </header>
    <ProductList
      {...list}
      path={collection.path}
      sorts={sorts}
      empty={
        <p className="empty__words">
          {list.listing.unfiltered > 0 ? list.words.nothingMatches : list.words.nothingHere}
        </p>
      }
    />
  </div>
)
