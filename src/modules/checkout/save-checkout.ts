import type { CartId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { lockCart, type CartClosed } from '#modules/cart'
import type { Tx } from '#platform/db'
import { emptyCheckout, withParts, type CheckoutParts } from './checkout.ts'
import { readFacts, saveFacts } from './store.ts'

type SaveCheckout = Readonly<{ cartId: CartId; parts: CheckoutParts }>

/** Keeps what the shopper typed or chose. The same again changes nothing. */
export async function saveCheckout(tx: Tx, { cartId, parts }: SaveCheckout): Promise<Result<null, CartClosed>> {
  const [cart, known] = await Promise.all([lockCart(tx, cartId), readFacts(tx, cartId)])
  if (!cart.ok) return cart
  await saveFacts(tx, cart.value, withParts(known?.checkout ?? emptyCheckout, parts))
  return ok(null)
}
