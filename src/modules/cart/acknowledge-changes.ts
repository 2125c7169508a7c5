import type { CartId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { mostOf } from '#modules/inventory'
import { priceFor } from '#modules/pricing'
import type { Tx } from '#platform/db'
import type { CartClosed, CartLine } from './cart.ts'
import { readLines } from './queries.ts'
import { deleteLines, lockCart, saveLines } from './store.ts'

type Acknowledge = Readonly<{ cartId: CartId; now: Date }>

/** The shopper has read what changed: prices are taken over, lines cut to what is left, gone ones taken out. */
export async function acknowledgeChanges(tx: Tx, { cartId, now }: Acknowledge): Promise<Result<null, CartClosed>> {
  const [cart, { lines }] = await Promise.all([lockCart(tx, cartId), readLines(tx, cartId, { now })])
  if (!cart.ok) return cart

  const gone = lines.filter(isGone).map(({ offer }) => offer.variantId)
  if (gone.length > 0) await deleteLines(tx, cart.value, gone)

  const taken = lines.flatMap((line) => acknowledged(line, now) ?? [])
  if (taken.length > 0) await saveLines(tx, cart.value, taken)
  return ok(null)
}

const isGone = ({ offer }: CartLine): boolean => offer.price === null || mostOf(offer.availability) === 0

/** Null for a line without a change. Fewer pieces may cost more each. */
function acknowledged(line: CartLine, now: Date) {
  const { offer, quantity, shownAmount } = line
  if (isGone(line)) return null
  const left = Math.min(quantity, mostOf(offer.availability))
  const unitAmount = priceFor(offer.prices, { quantity: left, now })?.unit.amount ?? shownAmount
  return left === quantity && unitAmount === shownAmount
    ? null
    : { variantId: offer.variantId, quantity: left, unitAmount }
}
