import type { OrderId } from '#kernel/id'
import { verifyOrderLink } from '#modules/order'
import { afterPayment } from '#modules/settlement'
import { get, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { expressProduct } from '../express/express-product.ts'
import { href, pathnameOf, placeOf, type Place } from '../place.ts'
import { checkoutWords } from './messages.ts'
import { orderPath, payPath } from './return-path.ts'

/**
 * Where the gateway's page leads back to. Whatever stands in the address, only the gateway's own book decides how the
 * payment stands.
 */
export const returnRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/checkout/return/:token',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: async (c) => {
      const orderId = verifyOrderLink(deps.linkSecret, c.req.param('token') ?? '')
      const next = orderId && (await afterPayment(deps.orders, orderId))
      if (!orderId || !next) return c.notFound()
      const place = placeOf(c, deps)
      if (next.kind === 'offered') return c.redirect(`${payPath(place, deps.linkSecret, orderId)}?payment=ended`, 303)
      if (next.kind === 'done' || next.kind === 'processing')
        return c.redirect(orderPath(place, deps.linkSecret, orderId), 303)
      if (next.kind === 'failed') return c.redirect(await afterFailure(deps, place, orderId), 303)
      return showWaiting(c, deps, next.kind === 'waiting' ? next.url : undefined)
    },
  }),
]

/** To the checkout, which has the cart again; or to the page on which it was to be bought at once. */
async function afterFailure({ db }: StorefrontDeps, place: Place, orderId: OrderId): Promise<string> {
  const product = await expressProduct(db, orderId)
  return href(place, product === null ? '/checkout?payment=ended' : `${product}?express=ended`)
}

const SECONDS = '4'

/** Looks again by itself, with and without JavaScript. */
function showWaiting(c: Ask, deps: StorefrontDeps, payUrl?: string): Response {
  const { language } = placeOf(c, deps)
  const words = checkoutWords[language]
  c.header('Refresh', SECONDS)
  const body = (
    <div className="wrap single" aria-live="polite">
      <h1>{words.waitingTitle}</h1>
      <p className="single__busy" aria-hidden="true" />
      <p>{words.waitingText}</p>
      <a className="btn btn--quiet" href={pathnameOf(c)} data-no-prefetch="">
        {words.lookAgain}
      </a>
      {payUrl && (
        <a className="link" href={payUrl} data-no-prefetch="">
          {words.continuePayment}
        </a>
      )}
    </div>
  )
  return page(c, deps, { title: words.waitingTitle, path: '/checkout', robots: 'noindex', frame: 'checkout', body })
}
