import type { OrderId } from '#kernel/id'
import { readOrder, verifyPayLink, type Order } from '#modules/order'
import { readMethods, readOfferSums } from '#modules/placement'
import type { Ask } from '#platform/http/route'
import type { CodeProblem } from '../cart/Codes.tsx'
import { picturesOf } from '../cart/pictures.ts'
import { orderPath, payPath, returnPath } from '../checkout/return-path.ts'
import { signedIn } from '../customer/session.ts'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { placeOf } from '../place.ts'
import { payingPolicy } from '../policy.ts'
import { payWords } from './messages.ts'
import { PayPage } from './PayPage.tsx'

/** The order that the link in the path stands for; null when nobody signed it. */
export async function orderIn(c: Ask, deps: StorefrontDeps): Promise<Order | null> {
  const orderId: OrderId | null = verifyPayLink(deps.linkSecret, c.req.param('token') ?? '')
  return orderId ? readOrder(deps.db, orderId) : null
}

type Shown = Readonly<{
  problem?: string
  /** What was typed as a gift card's code, and why it is none. */
  code?: CodeProblem
  status?: 200 | 409 | 422 | 429 | 503
}>

/** The page as it is now, or the way to where the order has gone meanwhile. */
export async function showPay(
  c: Ask,
  deps: StorefrontDeps,
  order: Order,
  { problem, code, status = 200 }: Shown = {},
): Promise<Response> {
  const place = placeOf(c, deps)
  const words = payWords[place.language]
  if (order.state === 'pending') return c.redirect(returnPath(place, deps.linkSecret, order.id), 303)
  if (order.state === 'open' || order.state === 'completed')
    return c.redirect(orderPath(place, deps.linkSecret, order.id), 303)
  if (order.state === 'canceled' || (order.offeredUntil ?? new Date(0)) <= deps.clock.now()) return showOver(c, deps)
  const hashes = order.lines.map((line) => line.mediaHash)
  const [pictures, sums, customer] = await Promise.all([
    picturesOf(deps.db, hashes),
    readOfferSums(deps.orders, order),
    signedIn(c, deps),
  ])
  const path = payPath(place, deps.linkSecret, order.id)
  const methods = await readMethods(deps.orders, order, sums.due)
  const isCustomer = customer !== null && customer.id === order.customerId
  c.header('Content-Security-Policy', payingPolicy(deps.orders.methods))
  const shown = { place, words, order, sums, methods, pictures, path, isCustomer }
  const body = <PayPage {...shown} problem={problem ?? null} code={code ?? null} />
  const head = { title: words.title(order.number), path: '/checkout', robots: 'noindex' } as const
  return page(c, deps, { ...head, frame: 'checkout', body, status })
}

/** Its time is over, or somebody took it back. */
export function showOver(c: Ask, deps: StorefrontDeps): Response {
  const words = payWords[placeOf(c, deps).language]
  const { email } = deps.shop.now().settings
  const body = (
    <div className="wrap single">
      <h1>{words.overTitle}</h1>
      <p>{words.over}</p>
      <a className="btn" href={`mailto:${email}`}>
        {words.write}
      </a>
    </div>
  )
  return page(c, deps, { title: words.overTitle, path: '/checkout', robots: 'noindex', frame: 'checkout', body })
}
