import { getCookie, setCookie } from 'hono/cookie'

import type { CartId } from '#kernel/id'
import { ok } from '#kernel/result'
import { cartTokenOf, findCart, startCart, switchMarket, type Cart } from '#modules/cart'
import { command } from '#platform/db'
import type { Ask } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { placeOf } from '../place.ts'

const COOKIE = 'stoa_cart'
/** Tells the page's script that asking for the number of pieces is worth it; it says nothing else. */
const HINT = 'stoa_has_cart'
const QUARTER_YEAR_SECONDS = 92 * 24 * 60 * 60

export type ShoppersCart = Cart & Readonly<{ count: number }>

/** The cart that this browser holds the token of; null without one. It may have become an order already. */
export async function shoppersCart(c: Ask, { db }: StorefrontDeps): Promise<ShoppersCart | null> {
  const token = cartTokenOf(getCookie(c, COOKIE) ?? '')
  return token ? findCart(db, token) : null
}

/** The cart to put things into, in the market whose pages the shopper reads: the known one, or a new one. */
export async function cartToFill(c: Ask, deps: StorefrontDeps): Promise<CartId> {
  const known = await shoppersCart(c, deps)
  if (known && known.state !== 'ordered') {
    await follow(c, deps, known)
    return known.id
  }
  const { market, language } = placeOf(c, deps)
  const started = await command(deps.db, async (tx) => ok(await startCart(tx, { marketId: market.id, language })))
  if (!started.ok) throw new Error('a cart cannot be refused')
  const secure = deps.publicUrl?.protocol === 'https:'
  const kept = { sameSite: 'Lax', path: '/', maxAge: QUARTER_YEAR_SECONDS, secure } as const
  setCookie(c, COOKIE, started.value.token, { ...kept, httpOnly: true })
  setCookie(c, HINT, '1', kept)
  return started.value.cartId
}

/** The cart goes with its shopper from one market or language to the other, as long as nothing is being paid. */
export async function follow(c: Ask, { db, clock, shop }: StorefrontDeps, cart: Cart): Promise<void> {
  const { market, language } = placeOf(c, { shop })
  if (cart.state !== 'open' || (cart.marketId === market.id && cart.language === language)) return
  await command(db, (tx) => switchMarket(tx, { cartId: cart.id, marketId: market.id, language, now: clock.now() }))
}
