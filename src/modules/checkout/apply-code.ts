import type { CartId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { addCode, addGiftCard, readCart, type AddCodeRefusal, type CartView } from '#modules/cart'
import { normalizeCode } from '#modules/promotion'
import { findGiftCard, type CodeDeps, type FindGiftCardRefusal, type PutGiftCardRefusal } from '#modules/stored-value'
import { countAttempt } from '#platform/attempts'
import { command } from '#platform/db'
import { estimate } from './read-checkout.ts'

type ApplyCode = Readonly<{
  cartId: CartId
  /** As typed: a coupon's or a gift card's. */
  code: string
  /** Whose tries are counted. */
  address: string
}>

export type ApplyCodeRefusal =
  | { code: 'no_cart' }
  | AddCodeRefusal
  | PutGiftCardRefusal
  /** Nobody knows it, or it must not be told apart from that: the same word for all. */
  | { code: 'unknown_code' }
  | Extract<FindGiftCardRefusal, { code: 'too_many_tries' }>

export type AppliedCode = Readonly<{ kind: 'coupon' | 'gift_card' }>

const QUARTER = 15 * 60
/** An honest shopper has a few codes and mistypes some. */
const MOST_TRIES = 30

/**
 * Takes a typed code for what it is: a coupon if there is one that this shopper may know of, else a gift card. A coupon
 * that does nothing for this cart is kept all the same; the quote says why. Tries are counted before they are looked at.
 */
export async function applyCode(
  deps: CodeDeps,
  { cartId, code, address }: ApplyCode,
): Promise<Result<AppliedCode, ApplyCodeRefusal>> {
  const { db, clock } = deps
  const now = clock.now()
  const bucket = { bucket: `code@${address}`, limit: MOST_TRIES, windowSeconds: QUARTER }
  const attempt = await countAttempt(db, [bucket], now)
  if (!attempt.allowed) return refuse({ code: 'too_many_tries', waitSeconds: attempt.waitSeconds })

  const cart = await readCart(db, cartId, now)
  if (!cart) return refuse({ code: 'no_cart' })
  if (normalizeCode(code) === '') return refuse({ code: 'no_code' })
  if (await isCoupon(deps, cart, normalizeCode(code))) {
    const added = await command(db, (tx) => addCode(tx, { cartId, code }))
    return added.ok ? ok({ kind: 'coupon' }) : added
  }
  const found = await findGiftCard(deps, { code, address })
  if (!found.ok)
    return found.refusal.code === 'too_many_tries' ? refuse(found.refusal) : refuse({ code: 'unknown_code' })
  const { giftCardId } = found.value
  const added = await command(db, (tx) => addGiftCard(tx, { cartId, giftCardId }))
  return added.ok ? ok({ kind: 'gift_card' }) : added
}

/** Whether a quote with this code would say anything about it but that it is unknown. */
async function isCoupon({ db, clock }: CodeDeps, cart: CartView, code: string): Promise<boolean> {
  if (cart.codes.includes(code)) return true
  const tried = { ...cart, codes: [...cart.codes, code] }
  const goal = { country: cart.defaultCountry, region: '', shipping: null, now: clock.now() }
  const { quote } = await estimate(db, tried, goal)
  const said = quote.codes.find((one) => one.code === code)
  return said?.state === 'applied' || (said?.state === 'refused' && said.reason !== 'unknown')
}
