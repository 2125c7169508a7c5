import { z } from 'zod'

import { format } from '#kernel/money'
import { never } from '#kernel/result'
import type { Order } from '#modules/order'
import { payOffer, type PayOfferRefusal } from '#modules/placement'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { orderPath, payPath, returnPath } from '../checkout/return-path.ts'
import type { StorefrontDeps } from '../deps.ts'
import { placeOf } from '../place.ts'
import { payWords } from './messages.ts'
import { orderIn, showOver, showPay } from './show-pay.tsx'
import { payValueRoutes } from './value-routes.tsx'

const payQuery = z.object({ payment: z.literal('ended').optional().catch(undefined) })
const payInput = z.strictObject({
  method: z.string().max(40).default(''),
  /** What the page said is left to pay with money. */
  due: z.coerce.number().int().min(0).optional(),
})

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
      return showPay(c, deps, order, query.payment === 'ended' ? { problem: payWords[language].ended } : {})
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
    handle: async (c, { body: { method, due } }) => {
      const order = await orderIn(c, deps)
      if (!order) return c.notFound()
      const here = placeOf(c, deps)
      const paying = await payOffer(deps.orders, { orderId: order.id, method, seenDue: due })
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
  ...payValueRoutes(deps),
]

/** Every refusal has words for the buyer; a new code does not compile without them. */
async function refusedPage(c: Ask, deps: StorefrontDeps, order: Order, refusal: PayOfferRefusal): Promise<Response> {
  const { language, locale } = placeOf(c, deps)
  const words = payWords[language]
  switch (refusal.code) {
    case 'no_order':
      return c.notFound()
    case 'offer_over':
      return showOver(c, deps)
    case 'no_such_method':
      return showPay(c, deps, order, { problem: words.noMethod, status: 422 })
    case 'not_enough_stock':
      return showPay(c, deps, order, { problem: words.gone(refusal.title, refusal.available), status: 409 })
    case 'coupon_exhausted':
      return showPay(c, deps, order, { problem: words.couponGone(refusal.coupon), status: 409 })
    case 'not_first_order':
      return showPay(c, deps, order, { problem: words.notFirstOrder(refusal.coupon), status: 409 })
    case 'due_changed':
      return showPay(c, deps, order, { problem: words.dueChanged(format(refusal.due, locale)), status: 409 })
    case 'value_gone':
      return showPay(c, deps, order, { problem: words.valueGone(refusal.hint), status: 409 })
    case 'value_of_other_mode':
      return showPay(c, deps, order, { problem: words.valueOfOtherMode(refusal.hint), status: 409 })
    case 'payment_unavailable':
      return showPay(c, deps, order, { problem: words.unavailable, status: 503 })
    default:
      return never(refusal)
  }
}
