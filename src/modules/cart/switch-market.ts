import type { CartId, CustomerId, MarketId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { CartClosed } from './cart.ts'
import { readLines } from './queries.ts'
import { lockCart, saveCustomerOf, saveLines, saveMarket, type LockedCart } from './store.ts'

type SwitchMarket = Readonly<{ cartId: CartId; marketId: MarketId; language: string; now: Date }>

/** The same things, at the prices of another market. What has no price there stays in the cart as not for sale. */
export async function switchMarket(
  tx: Tx,
  { cartId, marketId, language, now }: SwitchMarket,
): Promise<Result<null, CartClosed>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  if (cart.value.marketId === marketId && cart.value.language === language) return ok(null)
  await saveMarket(tx, cart.value, { marketId, language })
  if (cart.value.marketId === marketId) return ok(null)

  await priceAnew(tx, cart.value, now)
  return ok(null)
}

type Own = Readonly<{ cartId: CartId; customerId: CustomerId | null; now: Date }>

/** Whose cart it is from now on, at the prices that hold for them; null for nobody we know. */
export async function ownCart(tx: Tx, { cartId, customerId, now }: Own): Promise<Result<null, CartClosed>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  if (cart.value.customerId === customerId) return ok(null)
  await saveCustomerOf(tx, cart.value, customerId)
  await priceAnew(tx, cart.value, now)
  return ok(null)
}

/** Who moves knows that prices differ: they count as seen. */
async function priceAnew(tx: Tx, cart: LockedCart, now: Date): Promise<void> {
  const { lines } = await readLines(tx, cart.id, { now })
  const priced = lines.flatMap(({ offer, quantity }) =>
    offer.price ? [{ variantId: offer.variantId, quantity, unitAmount: offer.price.unit.amount }] : [],
  )
  await saveLines(tx, cart, priced)
}
