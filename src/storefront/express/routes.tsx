import { z } from 'zod'

import { newId } from '#kernel/id'
import { ok } from '#kernel/result'
import { addLine } from '#modules/cart'
import { verifyOrderLink } from '#modules/order'
import { expressOrder } from '#modules/placement'
import { cancelPaymentAttempt } from '#modules/settlement'
import { get, write, type Ask, type Route } from '#platform/http/route'
import { addLineInput } from '../cart/input.ts'
import { customerIn, fillCart, shoppersCart } from '../cart/shopper.ts'
import { objectionTo } from '../checkout/guard.ts'
import { orderPath, returnPath } from '../checkout/return-path.ts'
import type { StorefrontDeps } from '../deps.ts'
import { href, placeOf } from '../place.ts'
import { begunBefore, keepBegun } from './begun.ts'
import { expressProduct, productOf } from './express-product.ts'

const expressInput = addLineInput.extend({ method: z.string().min(1).max(40) })
type Bought = z.output<typeof expressInput>

export const expressRoutes = (deps: StorefrontDeps): Route[] => [
  write({
    method: 'POST',
    path: '/express',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: expressInput,
    handle: (c, { body }) => buy(c, deps, body),
  }),
  get({
    path: '/express/back/:token',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: null,
    handle: (c) => giveUp(c, deps),
  }),
]

/** Straight to the payment page. What cannot be bought so goes into the cart, and its shopper to the checkout. */
async function buy(c: Ask, deps: StorefrontDeps, { variantId, quantity, method }: Bought): Promise<Response> {
  const begun = await begunBefore(c, deps, { variantId, quantity, method })
  if (begun !== null) return c.redirect(begun, 303)
  const { market, language } = placeOf(c, deps)
  const key = newId<'key'>()
  const cart = (await shoppersCart(c, deps)) ?? { id: newId<'cart'>() }
  // Nobody has said who it is: the try stands for itself.
  const input = { key, email: key, proof_challenge: '', proof_answer: '' }
  if (await objectionTo(c, deps, { cart, input, isOnline: true })) return toCheckout(c, deps, { variantId, quantity })
  const customerId = await customerIn(c, deps)
  const what = { marketId: market.id, language, customerId, variantId, quantity, method, key }
  const placed = await expressOrder(deps.orders, what)
  if (!placed.ok) return toCheckout(c, deps, { variantId, quantity })
  const { orderId, next } = placed.value
  keepBegun(c, deps, orderId)
  const place = placeOf(c, deps)
  return c.redirect(next.kind === 'pay' ? next.url : returnPath(place, deps.linkSecret, orderId), 303)
}

type Line = Pick<Bought, 'variantId' | 'quantity'>

async function toCheckout(c: Ask, deps: StorefrontDeps, line: Line): Promise<Response> {
  const place = placeOf(c, deps)
  const added = await fillCart(c, deps, async (tx, cartId) => {
    const put = await addLine(tx, { cartId, ...line, now: deps.clock.now() })
    return put.ok ? ok(null) : put
  })
  if (added.ok) return c.redirect(href(place, '/checkout'), 303)
  const product = await productOf(deps.db, line.variantId)
  return c.redirect(href(place, product === null ? '/cart' : `${product}?express=gone`), 303)
}

/** The shopper has left the payment page by its way back: nothing is bought, unless they had paid after all. */
async function giveUp(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const orderId = verifyOrderLink(deps.linkSecret, c.req.param('token') ?? '')
  const order =
    orderId &&
    (await deps.db.selectFrom('orders').select(['cart_id', 'email']).where('id', '=', orderId).executeTakeFirst())
  if (!orderId || !order) return c.notFound()
  const place = placeOf(c, deps)
  // Paid meanwhile, or not bought so: nothing of it is ended by a link.
  if (order.email !== '') return c.redirect(returnPath(place, deps.linkSecret, orderId), 303)
  const ended = await cancelPaymentAttempt(deps.orders, order.cart_id as Parameters<typeof cancelPaymentAttempt>[1])
  if (!ended.ok) return c.redirect(returnPath(place, deps.linkSecret, orderId), 303)
  if (ended.value.state === 'paid') return c.redirect(orderPath(place, deps.linkSecret, orderId), 303)
  const product = await expressProduct(deps.db, orderId)
  return c.redirect(href(place, product === null ? '/checkout' : `${product}?express=ended`), 303)
}
