import type { CartId, VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { allowed, MOST_LINES, type LineRefusal } from './cart.ts'
import { readLines } from './queries.ts'
import { lockCart, saveLine } from './store.ts'

type AddLine = Readonly<{ cartId: CartId; variantId: VariantId; quantity: number; now: Date }>

/** Puts so many more into the cart; a variant has at most one line. Answers how many of it are in there now. */
export async function addLine(
  tx: Tx,
  { cartId, variantId, quantity, now }: AddLine,
): Promise<Result<{ quantity: number }, LineRefusal>> {
  const [cart, { lines, offer }] = await Promise.all([
    lockCart(tx, cartId),
    readLines(tx, cartId, { now, also: variantId }),
  ])
  if (!cart.ok) return cart
  const known = lines.find((line) => line.offer.variantId === variantId)
  if (!known && lines.length >= MOST_LINES) return refuse({ code: 'cart_full', most: MOST_LINES })

  const pieces = quantity + (known?.quantity ?? 0)
  const unit = allowed(offer, { quantity: pieces, now })
  if (!unit.ok) return unit
  await saveLine(tx, cart.value, { variantId, quantity: pieces, unitAmount: unit.value.amount })
  return ok({ quantity: pieces })
}
