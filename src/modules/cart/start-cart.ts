import type { CartId, CustomerId, MarketId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { insertCart } from './store.ts'
import { newCartToken, type CartToken } from './token.ts'

type Where = { marketId: MarketId; language: string; customerId?: CustomerId | null }

/** An empty cart, and the token that only its shopper's cookie holds. */
export async function startCart(tx: Tx, where: Where): Promise<{ cartId: CartId; token: CartToken }> {
  const token = newCartToken()
  return { cartId: await insertCart(tx, { token, ...where }), token }
}
