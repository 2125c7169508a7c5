import { z } from 'zod'

import { readProductPage, type Picture, type ProductPage as Product } from '#modules/catalog'
import { pathOf } from '#modules/content'
import type { ListedProduct } from '#modules/search'
import { get, type Ask, type Route } from '#platform/http/route'
import { mediaUrl } from '#platform/images'
import { breadcrumbData, type Crumb } from '../components/Breadcrumbs.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { wordsOf } from '../messages/index.ts'
import { notFound } from '../odd/pages.tsx'
import { atOnce } from '../express/ways.ts'
import { originOf, page } from '../page.ts'
import { buyerOf, placeOf } from '../place.ts'
import { choiceOf, picturesFor } from './choice.ts'
import { deliveryOf, holdsUntil, shownPrice, stepsOf } from './offer.ts'
import { lowestPriceBefore } from './lowest.ts'
import { ProductPage } from './ProductPage.tsx'
import { productData, shortened } from './structured.ts'

const productQuery = z.looseObject({
  variant: z.string().optional(),
  pick: z.string().max(40).optional(),
  express: z.string().optional(),
})

export const productRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/p/:slug',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: productQuery,
    handle: (c, { query }) => show(c, deps, query),
  }),
]

async function show(c: Ask, deps: StorefrontDeps, query: z.infer<typeof productQuery>): Promise<Response> {
  const place = placeOf(c, deps)
  const [product, catalog] = await Promise.all([
    readProductPage(deps.db, c.req.param('slug') ?? '', buyerOf(place)),
    deps.catalog.ready(),
  ])
  if (!product) return notFound(c, deps)
  const now = deps.clock.now()
  const { settings, shipping, pages } = deps.shop.now()
  const { market } = place
  const choice = choiceOf(product, { variant: query.variant ?? null, pick: query.pick ?? null })
  const shown = shownPrice(product.variants, choice.variant, now)
  const lowest = shown?.price.was ? await lowestPriceBefore(deps.db, shown, { marketId: market.id, now }) : null
  const delivery = deliveryOf(shipping.get(market.id), { country: market.defaultCountry, product, choice, shown, now })
  const listed = catalog.product(product.id)
  const near = listed ? catalog.near(listed, { buyer: buyerOf(place), now, count: 4 }) : []
  const way = wayTo(product)
  const { policy, ...buyable } = atOnce(deps.orders.methods, { market, product, shown, asked: query.express })
  const steps = stepsOf(product.variants, choice.variant, now)
  const offer = { choice, shown, lowest, steps, delivery, pictures: picturesFor(product, choice), ...buyable }
  const words = wordsOf(place.language)

  // A page that a link's odd marks led to is shown like any other, but not kept: there is no end to such addresses.
  if (Object.keys(query).every((key) => key === 'variant' || key === 'pick')) keep(c, { product, near, now })
  const around = { origin: originOf(c, deps), place, now, shopName: settings.name }
  return page(c, deps, {
    ...headFor(product, offer.pictures),
    current: way[0]?.path ?? undefined,
    policy,
    jsonLd: [productData(product, around), breadcrumbData(around.origin, place, way)],
    body: <ProductPage {...offer} {...{ place, words, product, near, way, now, pages }} />,
  })
}

/** From the top of the tree to the product. */
const wayTo = (product: Product): Crumb[] => [
  ...product.trail.map(({ slug, title }) => ({ title, path: pathOf('category', slug) })),
  { title: product.title, path: null },
]

type Keeping = Readonly<{ product: Product; near: readonly ListedProduct[]; now: Date }>

function keep(c: Ask, { product, near, now }: Keeping): void {
  const ids = [product.id, ...near.map(({ id }) => id)]
  c.set('cacheTags', [...ids.map((id) => `product:${id}` as const), 'catalog', 'settings', 'content'])
  c.set('cacheUntil', holdsUntil(product.variants, now))
}

const headFor = (product: Product, [first]: readonly Picture[]) => ({
  title: product.seoTitle || product.title,
  description: product.seoDescription || shortened(product.descriptionHtml).slice(0, 160),
  path: pathOf('product', product.slug),
  type: 'product' as const,
  ...(first ? { image: mediaUrl(first.hash, first.widths.at(-1) ?? 0, 'webp') } : {}),
})
