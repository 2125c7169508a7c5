import { getCookie, setCookie } from 'hono/cookie'

import type { CartId, CustomerId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import {
  cartTokenOf,
  findCart,
  ownCart,
  startCart,
  switchMarket,
  type Cart,
  type CartToken,
  type FoundCart,
} from '#modules/cart'
import { command, type Tx } from '#platform/db'
import type { Ask } from '#platform/http/route'
import { mayBeSignedIn, signedIn } from '../customer/session.ts'
import type { StorefrontDeps } from '../deps.ts'
import { placeOf } from '../place.ts'

const COOKIE = 'stoa_cart'
/** Tells the page's script that asking for the number of pieces is worth it; it says nothing else. */
const HINT = 'stoa_has_cart'
const QUARTER_YEAR_SECONDS = 92 * 24 * 60 * 60

export type ShoppersCart = FoundCart

/** The cart that this browser holds the token of; null without one. It may have become an order already. */
export async function shoppersCart(c: Ask, { db }: StorefrontDeps): Promise<ShoppersCart | null> {
  const token = cartTokenOf(getCookie(c, COOKIE) ?? '')
  return token ? findCart(db, token) : null
}

type Fill<T, R> = (tx: Tx, cartId: CartId) => Promise<Result<T, R>>

/**
 * Puts things into the shopper's cart, in the market whose pages are read. A first thing starts the cart in the same
 * transaction; what is refused leaves none behind.
 */
export async function fillCart<T, R>(c: Ask, deps: StorefrontDeps, fill: Fill<T, R>): Promise<Result<T, R>> {
  const known = await shoppersCart(c, deps)
  if (known && known.state !== 'ordered') {
    await follow(c, deps, known)
    return command(deps.db, (tx) => fill(tx, known.id))
  }
  const { market, language } = placeOf(c, deps)
  const customerId = await customerIn(c, deps)
  const started = await command(deps.db, async (tx) => {
    const { cartId, token } = await startCart(tx, { marketId: market.id, language, customerId })
    const filled = await fill(tx, cartId)
    return filled.ok ? ok({ filled, token }) : filled
  })
  if (!started.ok) return started
  keepToken(c, deps, started.value.token)
  return started.value.filled
}

function keepToken(c: Ask, deps: StorefrontDeps, token: CartToken): void {
  const secure = deps.publicUrl?.protocol === 'https:'
  const kept = { sameSite: 'Lax', path: '/', maxAge: QUARTER_YEAR_SECONDS, secure } as const
  setCookie(c, COOKIE, token, { ...kept, httpOnly: true })
  setCookie(c, HINT, '1', kept)
}

/**
 * The cart goes with its shopper from one market or language to the other, and to who has signed in, as long as nothing
 * is being paid. False when it stays as it was.
 */
export async function follow(c: Ask, deps: StorefrontDeps, cart: Cart): Promise<boolean> {
  if (cart.state !== 'open') return false
  const { db, clock } = deps
  const { market, language } = placeOf(c, deps)
  const moves = cart.marketId !== market.id || cart.language !== language
  if (moves)
    await command(db, (tx) => switchMarket(tx, { cartId: cart.id, marketId: market.id, language, now: clock.now() }))
  const customerId = await customerIn(c, deps)
  const isOthers = cart.customerId !== customerId
  if (isOthers) await command(db, (tx) => ownCart(tx, { cartId: cart.id, customerId, now: clock.now() }))
  return moves || isOthers
}

/** Who is signed in; null for guests, without a question to the database. */
export async function customerIn(c: Ask, deps: StorefrontDeps): Promise<CustomerId | null> {
  if (!mayBeSignedIn(c.req.header('cookie'))) return null
  return (await signedIn(c, deps))?.id ?? null
}

/** The shopper's cart becomes a customer's, or nobody's we know; one that is being paid stays as it is. */
export async function ownShoppersCart(c: Ask, deps: StorefrontDeps, customerId: CustomerId | null): Promise<void> {
  const cart = await shoppersCart(c, deps)
  if (cart?.state === 'open')
    await command(deps.db, (tx) => ownCart(tx, { cartId: cart.id, customerId, now: deps.clock.now() }))
}
