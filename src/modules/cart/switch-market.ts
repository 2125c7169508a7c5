import type { CartId, MarketId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { CartClosed } from './cart.ts'
import { readLines } from './queries.ts'
import { lockCart, saveLines, saveMarket } from './store.ts'

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

  const { lines } = await readLines(tx, cartId, { now })
  const priced = lines.flatMap(({ offer, quantity }) =>
    offer.price ? [{ variantId: offer.variantId, quantity, unitAmount: offer.price.unit.amount }] : [],
  )
  await saveLines(tx, cart.value, priced)
  return ok(null)
}
