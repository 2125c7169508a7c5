import { z } from 'zod'

import { get, write, type Ask, type Route } from '#platform/http/route'
import { follow, shoppersCart } from '../cart/shopper.ts'
import type { StorefrontDeps } from '../deps.ts'
import { href, placeOf } from '../place.ts'
import { checkoutInput, valuesFromRaw } from './form.ts'
import { lastAttempt } from './last-attempt.ts'
import { checkoutWords } from './messages.ts'
import { cancelPaying, showPaying } from './paying.tsx'
import { place } from './place.tsx'
import { returnRoutes } from './return.tsx'
import { orderPath } from './return-path.ts'
import type { Told } from './Say.tsx'
import { showCheckout, viewOf } from './show-checkout.tsx'
import { update } from './update.tsx'

const checkoutQuery = z.object({
  payment: z.literal('ended').optional().catch(undefined),
  moved: z.literal('1').optional().catch(undefined),
})

export const checkoutRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/checkout',
    who: 'anyone',
    rate: 'page',
    cache: 'private',
    query: checkoutQuery,
    handle: (c, { query }) => show(c, deps, query),
  }),
  write({
    method: 'POST',
    path: '/checkout',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: checkoutInput,
    invalid: (c, _problems, raw) => showMalformed(c, deps, raw),
    handle: async (c, { body: input }) => {
      const cart = await shoppersCart(c, deps)
      if (!cart) return toCart(c, deps)
      return input.go === 'place' ? place(c, deps, { cart, input }) : update(c, deps, { cart, input })
    },
  }),
  write({
    method: 'POST',
    path: '/checkout/cancel-payment',
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: null,
    handle: async (c) => {
      const cart = await shoppersCart(c, deps)
      return cart ? cancelPaying(c, deps, cart) : toCart(c, deps)
    },
  }),
  ...returnRoutes(deps),
]

const toCart = (c: Ask, deps: StorefrontDeps): Response => c.redirect(href(placeOf(c, deps), '/cart'), 303)

async function show(c: Ask, deps: StorefrontDeps, query: z.output<typeof checkoutQuery>): Promise<Response> {
  const cart = await shoppersCart(c, deps)
  if (!cart) return toCart(c, deps)
  if (cart.state === 'ordered' && cart.orderId)
    return c.redirect(orderPath(placeOf(c, deps), deps.linkSecret, cart.orderId), 303)
  if (cart.state === 'paying') return showPaying(c, deps, cart)
  const isOther = await follow(c, deps, cart)
  const view = await viewOf(deps, cart, isOther ? undefined : cart)
  if (!view || view.missing.includes('lines') || view.missing.includes('changes')) return toCart(c, deps)

  const { language, market } = placeOf(c, deps)
  const words = checkoutWords[language]
  const told: Told[] = []
  const ended = query.payment ? await lastAttempt(deps.db, cart.id, words) : null
  if (ended !== null) told.push({ tone: 'bad', text: words.endedTitle, more: ended })
  if (query.moved) told.push({ tone: 'plain', text: words.moved(market.currency) })
  return showCheckout(c, deps, { view, told })
}

/** A form that no page of ours sends; shown again with as much of it as can be read. */
async function showMalformed(c: Ask, deps: StorefrontDeps, raw: unknown): Promise<Response> {
  const cart = await shoppersCart(c, deps)
  const view = cart && (await viewOf(deps, cart))
  if (!view) return c.redirect(href(placeOf(c, deps), '/cart'), 303)
  const { wrong } = checkoutWords[placeOf(c, deps).language]
  return showCheckout(c, deps, {
    view,
    values: valuesFromRaw(raw, view),
    told: [{ tone: 'bad', text: wrong.unreadable }],
    status: 422,
  })
}
