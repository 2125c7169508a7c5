import type { LocationId, OrderId, VariantId } from '#kernel/id'

/** deny: sell what is there. continue: sell on when it is gone. untracked: never counted. */
export const stockPolicies = ['deny', 'continue', 'untracked'] as const
export type StockPolicy = (typeof stockPolicies)[number]

/** How many can be promised right now: on hand less what is held for orders. Below zero only with `continue`. */
export type Availability = Readonly<{ policy: StockPolicy; available: number }>

/** A variant nobody has counted yet. */
export const nothingThere: Availability = { policy: 'deny', available: 0 }

export type StockWord = 'in_stock' | 'low' | 'sold_out' | 'backorder'

const LOW = 5

/** What a shopper is told; `low` is five or fewer. */
export function stockWord({ policy, available }: Availability): StockWord {
  if (policy === 'untracked') return 'in_stock'
  if (available <= 0) return policy === 'continue' ? 'backorder' : 'sold_out'
  return policy === 'deny' && available <= LOW ? 'low' : 'in_stock'
}

/** The most that one order can take of it now. */
export const mostOf = ({ policy, available }: Availability): number =>
  policy === 'deny' ? Math.max(0, available) : Number.MAX_SAFE_INTEGER

/** Pages show the number when it is low, and the word otherwise: only then is a rendered page out of date. */
export function looksDifferent(before: Availability, after: Availability): boolean {
  const word = stockWord(after)
  return stockWord(before) !== word || (word === 'low' && before.available !== after.available)
}

/** One row of the stock ledger. */
export type StockMovement = Readonly<{
  kind: 'adjust' | 'import' | 'reserve' | 'release' | 'sell' | 'restock'
  locationId: LocationId
  onHandChange: number
  reservedChange: number
  onHandAfter: number
  reservedAfter: number
  reason: string
  orderId: OrderId | null
  actor: string
  at: Date
}>

export type BelowReserved = { code: 'below_reserved'; reserved: number }
export type NotEnoughStock = { code: 'not_enough_stock'; variantId: VariantId; available: number }
