import type { CartId, GiftCardId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { putGiftCard, takeGiftCardOut, useCredit, type PutGiftCardRefusal } from '#modules/stored-value'
import type { Tx } from '#platform/db'
import type { CartClosed } from './cart.ts'
import { lockCart, touchCart } from './store.ts'

type Card = Readonly<{ cartId: CartId; giftCardId: GiftCardId }>

/** Means to pay with this gift card; how much of it is needed the quote says. */
export async function addGiftCard(
  tx: Tx,
  { cartId, giftCardId }: Card,
): Promise<Result<null, CartClosed | PutGiftCardRefusal>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  const put = await putGiftCard(tx, cart.value, giftCardId)
  if (!put.ok) return put
  await touchCart(tx, cart.value)
  return ok(null)
}

/** Does not mean to pay with it any more; one that is not there is no mistake. */
export async function removeGiftCard(tx: Tx, { cartId, giftCardId }: Card): Promise<Result<null, CartClosed>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  await takeGiftCardOut(tx, cart.value, giftCardId)
  await touchCart(tx, cart.value)
  return ok(null)
}

type Credit = Readonly<{ cartId: CartId; yes: boolean }>

/** Whether the signed-in customer pays with what they have here. */
export async function chooseCredit(tx: Tx, { cartId, yes }: Credit): Promise<Result<null, CartClosed>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  await useCredit(tx, cart.value, yes)
  await touchCart(tx, cart.value)
  return ok(null)
}
