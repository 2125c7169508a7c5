import type { CartId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { normalizeCode } from '#modules/promotion'
import type { Tx } from '#platform/db'
import type { CartClosed } from './cart.ts'
import { insertCode, lockCart } from './store.ts'

export type AddCodeRefusal = CartClosed | { code: 'no_code' } | { code: 'too_many_codes'; most: number }

/** More than anybody has; each costs a look at every page. */
export const MOST_CODES = 5
const LONGEST = 64

type Code = Readonly<{ cartId: CartId; code: string }>

/** Keeps a typed code, whatever it turns out to be worth: the quote says what became of it. The same again is no change. */
export async function addCode(tx: Tx, { cartId, code: typed }: Code): Promise<Result<null, AddCodeRefusal>> {
  const code = normalizeCode(typed)
  if (code === '' || code.length > LONGEST) return refuse({ code: 'no_code' })
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  if (cart.value.codes.includes(code)) return ok(null)
  if (cart.value.codes.length >= MOST_CODES) return refuse({ code: 'too_many_codes', most: MOST_CODES })
  await insertCode(tx, cart.value, code)
  return ok(null)
}
