import type { CartId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { allowed, type LineRefusal } from './cart.ts'
import { readLines } from './queries.ts'
import { deleteLines, lockCart, saveLine } from './store.ts'

type SetLineQuantity = Readonly<{ cartId: CartId; variantId: VariantId; quantity: number; now: Date }>

/** Makes a line exactly so long; 0 takes it out. */
export async function setLineQuantity(
  tx: Tx,
  { cartId, variantId, quantity, now }: SetLineQuantity,
): Promise<Result<null, LineRefusal>> {
  if (quantity === 0) return removeLine(tx, { cartId, variantId })
  const [cart, { lines, offer }] = await Promise.all([
    lockCart(tx, cartId),
    readLines(tx, cartId, { now, also: variantId }),
  ])
  if (!cart.ok) return cart

  const known = lines.find((line) => line.offer.variantId === variantId)
  if (!known) return refuse({ code: 'not_for_sale' })
  const unit = allowed(offer, { quantity, now })
  if (!unit.ok) return unit
  await saveLine(tx, cart.value, { variantId, quantity, unitAmount: unit.value.amount })
  return ok(null)
}

type RemoveLine = Readonly<{ cartId: CartId; variantId: VariantId }>

/** Takes a line out; one that is not there is no mistake. */
export async function removeLine(tx: Tx, { cartId, variantId }: RemoveLine): Promise<Result<null, LineRefusal>> {
  const cart = await lockCart(tx, cartId)
  if (!cart.ok) return cart
  await deleteLines(tx, cart.value, [variantId])
  return ok(null)
}
