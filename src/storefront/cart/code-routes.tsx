import { z } from 'zod'

import type { GiftCardId } from '#kernel/id'
import { chooseCredit, removeCode, removeGiftCard } from '#modules/cart'
import { applyCode, type ApplyCodeRefusal } from '#modules/checkout'
import { command, type Tx } from '#platform/db'
import { callerAddress } from '#platform/http/caller'
import { write, type Ask, type Route } from '#platform/http/route'
import type { Result } from '#kernel/result'
import type { StorefrontDeps } from '../deps.ts'
import { href, placeOf } from '../place.ts'
import { codeWords } from './code-messages.ts'
import { explainCode } from './explain-code.ts'
import { showCart } from './show-cart.tsx'
import { shoppersCart, type ShoppersCart } from './shopper.ts'

const code = z.string().max(200)

/** What may be done about codes, gift cards and credit in the cart. */
export const codeRoutes = (deps: StorefrontDeps): Route[] => [
  write({
    ...form('/cart/codes', z.strictObject({ code })),
    invalid: (c) => refused(c, deps, { code: 'no_code' }, ''),
    handle: async (c, { body }) => {
      const cart = await shoppersCart(c, deps)
      const applied = cart
        ? await applyCode(deps, { cartId: cart.id, code: body.code, address: callerAddress(c) })
        : { ok: false as const, refusal: { code: 'no_cart' as const } }
      return applied.ok ? toCart(c, deps) : refused(c, deps, applied.refusal, body.code)
    },
  }),
  write({
    ...form('/cart/codes/remove', z.strictObject({ code })),
    handle: (c, { body }) => change(c, deps, (tx, { id }) => removeCode(tx, { cartId: id, code: body.code })),
  }),
  write({
    ...form('/cart/gift-cards/remove', z.strictObject({ id: z.uuid().transform((id) => id as GiftCardId) })),
    handle: (c, { body }) =>
      change(c, deps, (tx, cart) => removeGiftCard(tx, { cartId: cart.id, giftCardId: body.id })),
  }),
  write({
    ...form('/cart/credit', z.strictObject({ use: z.enum(['0', '1']) })),
    handle: (c, { body }) => change(c, deps, (tx, { id }) => chooseCredit(tx, { cartId: id, yes: body.use === '1' })),
  }),
]

const form = <Body extends z.ZodType>(path: string, body: Body) =>
  ({
    method: 'POST',
    path,
    who: 'anyone',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body,
  }) as const

const toCart = (c: Ask, deps: StorefrontDeps): Response => c.redirect(href(placeOf(c, deps), '/cart'), 303)

type Change = (tx: Tx, cart: ShoppersCart) => Promise<Result<unknown, { code: 'payment_in_progress' | 'cart_ordered' }>>

async function change(c: Ask, deps: StorefrontDeps, run: Change): Promise<Response> {
  const cart = await shoppersCart(c, deps)
  const changed = cart ? await command(deps.db, (tx) => run(tx, cart)) : null
  return !changed || changed.ok ? toCart(c, deps) : refused(c, deps, changed.refusal, '')
}

const statusOf = ({ code: why }: ApplyCodeRefusal) =>
  why === 'too_many_tries' ? 429 : why === 'payment_in_progress' || why === 'cart_ordered' ? 409 : 422

function refused(c: Ask, deps: StorefrontDeps, refusal: ApplyCodeRefusal, typed: string): Promise<Response> {
  const text = explainCode(refusal, codeWords[placeOf(c, deps).language])
  return showCart(c, deps, { query: {}, codeProblem: { typed, text }, status: statusOf(refusal) })
}
