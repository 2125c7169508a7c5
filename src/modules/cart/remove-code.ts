import type { CartId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { normalizeCode } from '#modules/promotion'
import type { Tx } from '#platform/db'
import type { CartClosed } from './cart.ts'
import { deleteCode, lockCart } from './store.ts'

type RemoveCode = Readonly<{ cartId: CartId; code: string }>

/** Takes a code out; one that is not there is no mistake. */
export async function removeCode(tx: Tx, { cartId, code: typed }: RemoveCode): Promise<Result<null, CartClosed>> {
  const code = normalizeCode(typed)
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  if (cart.value.codes.includes(code)) await deleteCode(tx, cart.value, code)
  return ok(null)
}
