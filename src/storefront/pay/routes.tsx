import { z } from 'zod'

import type { OrderId } from '#kernel/id'
import { never } from '#kernel/result'
import { readOrder, verifyPayLink, type Order } from '#modules/order'
import { methodsFor, payOffer, type PayOfferRefusal } from '#modules/placement'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { picturesOf } from '../cart/pictures.ts'
import { orderPath, payPath, returnPath } from '../checkout/return-path.ts'
import type { StorefrontDeps } from '../deps.ts'
import { page } from '../page.ts'
import { placeOf } from '../place.ts'
import { payingPolicy } from '../policy.ts'
import { payWords } from './messages.ts'
import { PayPage } from './PayPage.tsx'

const payQuery = z.object({ payment: z.literal('ended').optional().catch(undefined) })
const payInput = z.strictObject({ method: z.string().max(40).default('') })

/** Where a frozen order is paid by its link: it shows what is paid, and holds nothing before somebody does. */
export const payRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/pay/:token',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: payQuery,
    handle: async (c, { query }) => {
      const order = await orderIn(c, deps)
      if (!order) return c.notFound()
      const { language } = placeOf(c, deps)
      return show(c, deps, order, query.payment === 'ended' ? { problem: payWords[language].ended } : {})
    },
  }),
  write({
    method: 'POST',
    path: '/pay/:token',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: payInput,
    handle: async (c, { body: { method } }) => {
      const order = await orderIn(c, deps)
      if (!order) return c.notFound()
      const here = placeOf(c, deps)
      const paying = await payOffer(deps.orders, { orderId: order.id, method })
      if (!paying.ok) return refusedPage(c, deps, order, paying.refusal)
      const next = paying.value
      switch (next.kind) {
        case 'pay':
          return c.redirect(next.url, 303)
        case 'done':
        case 'processing':
          return c.redirect(orderPath(here, deps.linkSecret, order.id), 303)
        case 'waiting':
          return c.redirect(returnPath(here, deps.linkSecret, order.id), 303)
        case 'offered':
        case 'failed':
          return c.redirect(`${payPath(here, deps.linkSecret, order.id)}?payment=ended`, 303)
        default:
          return never(next)
      }
    },
  }),
]

async function orderIn(c: Ask, deps: StorefrontDeps): Promise<Order | null> {
  const orderId: OrderId | null = verifyPayLink(deps.linkSecret, c.req.param('token') ?? '')
  return orderId ? readOrder(deps.db, orderId) : null
}

type Shown = Readonly<{ problem?: string; status?: 200 | 409 | 422 | 503 }>

async function show(c: Ask, deps: StorefrontDeps, order: Order, { problem, status = 200 }: Shown): Promise<Response> {
  const here = placeOf(c, deps)
  const words = payWords[here.language]
  if (order.state === 'pending') return c.redirect(returnPath(here, deps.linkSecret, order.id), 303)
  if (order.state === 'open' || order.state === 'completed')
    return c.redirect(orderPath(here, deps.linkSecret, order.id), 303)
  if (order.state === 'canceled' || (order.offeredUntil ?? new Date(0)) <= deps.clock.now()) return over(c, deps)
  const pictures = await picturesOf(
    deps.db,
    order.lines.map((line) => line.mediaHash),
  )
  const path = payPath(here, deps.linkSecret, order.id)
  const methods = methodsFor(deps.orders, order)
  c.header('Content-Security-Policy', payingPolicy(deps.orders.methods))
  const body = <PayPage {...{ place: here, words, order, methods, pictures, path }} problem={problem ?? null} />
  const head = { title: words.title(order.number), path: '/checkout', robots: 'noindex' } as const
  return page(c, deps, { ...head, frame: 'checkout', body, status })
}

function over(c: Ask, deps: StorefrontDeps): Response {
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

/** Every refusal has words for the buyer; a new code does not compile without them. */
async function refusedPage(c: Ask, deps: StorefrontDeps, order: Order, refusal: PayOfferRefusal): Promise<Response> {
  const words = payWords[placeOf(c, deps).language]
  switch (refusal.code) {
    case 'no_order':
      return c.notFound()
    case 'offer_over':
      return over(c, deps)
    case 'no_such_method':
      return show(c, deps, order, { problem: words.noMethod, status: 422 })
    case 'not_enough_stock':
      return show(c, deps, order, { problem: words.gone(refusal.title, refusal.available), status: 409 })
    case 'coupon_exhausted':
      return show(c, deps, order, { problem: words.couponGone(refusal.coupon), status: 409 })
    case 'payment_unavailable':
      return show(c, deps, order, { problem: words.unavailable, status: 503 })
    default:
      return never(refusal)
  }
}
