import { z } from 'zod'

import type { ProductId } from '#kernel/id'
import { get, type Route } from '#platform/http/route'
import { cards } from '../components/cards.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { fragment } from '../page.ts'
import { placeOf } from '../place.ts'

const MOST = 8
const id = z.uuid().transform((text) => text as ProductId)
const recentQuery = z.strictObject({ id: z.union([id.transform((one) => [one]), z.array(id).max(MOST)]).default([]) })

/** Cards of the products that a browser remembers having looked at; what is not shown any more is left out. */
export const recentRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/fragments/products',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: recentQuery,
    handle: async (c, { query }) => {
      const catalog = await deps.catalog.ready()
      const place = placeOf(c, deps)
      const now = deps.clock.now()
      const known = query.id.flatMap((one) => catalog.product(one) ?? [])
      const products = known.filter(
        ({ publishedAt, prices }) => publishedAt <= now.getTime() && prices.has(place.market.id),
      )
      return fragment(c, cards(products, { place, now, heading: 'h3' }))
    },
  }),
]
