import { noFilters, priceAt, type Catalog, type ListedProduct } from '#modules/search'
import { readPage } from '#modules/content'
import { get, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { listQuery } from '../list/wish.ts'
import { wordsOf } from '../messages/index.ts'
import { originOf, page } from '../page.ts'
import { buyerOf, href, placeOf, type Place } from '../place.ts'
import { HomePage } from './HomePage.tsx'

export const homeRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: listQuery,
    handle: async (c) => {
      const catalog = await deps.catalog.ready()
      const place = placeOf(c, deps)
      const now = deps.clock.now()
      const { settings, pages } = deps.shop.now()
      const story = pages.find(({ slug }) => slug.startsWith('about'))
      const about = story ? await readPage(deps.db, story.slug) : null
      const shown = choose(catalog, place, now)
      c.set('cacheTags', ['catalog', 'settings', 'content', ...tagsOf(shown)])
      c.set('cacheUntil', catalog.changesAfter(now))
      return page(c, deps, {
        title: settings.name,
        path: '/',
        jsonLd: [shopData(originOf(c, deps), place, settings.name)],
        body: <HomePage place={place} words={wordsOf(place.language)} about={about} now={now} {...shown} />,
      })
    },
  }),
]

const ROW = 4

function choose(catalog: Catalog, place: Place, now: Date) {
  const listed = (scope: Parameters<Catalog['list']>[0]['scope'], perPage: number) =>
    catalog.list({ scope, buyer: buyerOf(place), now, filters: noFilters, sort: 'featured', page: 1, perPage }).products
  const collections = catalog.tree.collections
    .map((collection) => ({ collection, products: listed({ kind: 'collection', collection }, 8) }))
    .filter(({ products }) => products.length > 0)
  const [lead, ...others] = collections
  const all = listed({ kind: 'all' }, 200)
  const used = new Set(distinctly([...(lead?.products ?? []), ...all], 3).flatMap(({ pictures }) => pictures[0] ?? []))
  const categories = catalog.tree.top.map((category) => {
    const pictures = listed({ kind: 'category', category }, 8).flatMap((product) => product.pictures[0] ?? [])
    // No picture twice on the page's first screens, where there is a choice.
    const picture = category.picture ?? pictures.find((each) => !used.has(each)) ?? pictures[0] ?? null
    if (picture) used.add(picture)
    return { category, picture }
  })
  return {
    lead: lead ?? null,
    leadPictures: distinctly([...(lead?.products ?? []), ...all], 3),
    others: others.slice(0, 1),
    categories,
    newest: [...all].sort((a, b) => b.publishedAt - a.publishedAt).slice(0, ROW * 2),
    reduced: all
      .filter(
        (product) => (priceAt(product, buyerOf(place), now)?.was ?? null) !== null && product.stock !== 'sold_out',
      )
      .slice(0, ROW),
  }
}

/** Products with a picture, from as many categories as there are. */
function distinctly(products: readonly ListedProduct[], count: number): ListedProduct[] {
  const pictured = products.filter((product) => product.pictures.length > 0)
  const seen = new Set<number>()
  const apart = pictured.filter(({ categories: [top = -1] }) => !seen.has(top) && seen.add(top))
  return [...new Set([...apart, ...pictured])].slice(0, count)
}

const tagsOf = ({ newest, reduced }: { newest: readonly ListedProduct[]; reduced: readonly ListedProduct[] }) =>
  [...newest, ...reduced].map(({ id }) => `product:${id}` as const)

const shopData = (origin: string, place: Place, name: string) => ({
  '@context': 'https://schema.org',
  '@type': 'WebSite',
  name,
  url: origin + href(place, '/'),
  potentialAction: {
    '@type': 'SearchAction',
    target: `${origin}${href(place, '/search')}?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
})
