import { readOrderPage, verifyOrderLink } from '#modules/order'
import { get, type Route } from '#platform/http/route'
import { picturesOf } from '../cart/pictures.ts'
import { payPath, returnPath } from '../checkout/return-path.ts'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { placeOf } from '../place.ts'
import { orderWords } from './messages.ts'
import { OrderPage } from './OrderPage.tsx'
import { transferCodeRoute } from './transfer-code.ts'

export const orderRoutes = (deps: StorefrontDeps): Route[] => [
  transferCodeRoute(deps),
  get({
    path: '/orders/:token',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: async (c) => {
      const orderId = verifyOrderLink(deps.linkSecret, c.req.param('token') ?? '')
      const found = orderId && (await readOrderPage(deps.db, orderId))
      if (!orderId || !found) return c.notFound()
      const place = placeOf(c, deps)
      const words = orderWords[place.language]
      const body = (
        <OrderPage
          place={place}
          words={words}
          order={found.order}
          timeline={found.timeline}
          pictures={await picturesOf(
            deps.db,
            found.order.lines.map((line) => line.mediaHash),
          )}
          settings={deps.shop.now().settings}
          payWithinDays={invoiceDays(deps)}
          token={c.req.param('token') ?? ''}
          returnPath={returnPath(place, deps.linkSecret, orderId)}
          payPath={payPath(place, deps.linkSecret, orderId)}
        />
      )
      return page(c, deps, { title: words.title(found.order.number), path: '/cart', robots: 'noindex', body })
    },
  }),
]

const invoiceDays = ({ orders }: StorefrontDeps): number | null =>
  orders.methods.offered().find(({ code }) => code === 'invoice')?.payWithinDays ?? null
