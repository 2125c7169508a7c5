import { isIn } from './fits.ts'
import type { Promotion, PromotionCart, Reward } from './promotion.ts'

type BuyGet = Extract<Reward, { kind: 'buy_get' }>
type CheapestFree = Extract<Reward, { kind: 'cheapest_free' }>

/** So many pieces of each line, in the order of the cart's lines. */
export type Pieces = readonly number[]

/** Positions of the lines, the cheapest piece first; ties in an order that the cart's order cannot change. */
const fromCheapest = (cart: PromotionCart, positions: readonly number[]): number[] =>
  positions.toSorted((a, b) => {
    const [one, other] = [cart.lines[a], cart.lines[b]]
    if (!one || !other) return 0
    return one.unit.amount - other.unit.amount || (one.variantId < other.variantId ? -1 : 1)
  })

const countIn = (cart: PromotionCart, positions: readonly number[]): number =>
  positions.reduce((count, position) => count + (cart.lines[position]?.quantity ?? 0), 0)

/** Of every `buy` pieces one is free: the cheapest of all. */
export function cheapestPieces({ rewards }: Promotion, { buy, times }: CheapestFree, cart: PromotionCart): Pieces {
  const matching = [...cart.lines.keys()].filter((position) => isAt(cart, position, rewards))
  const free = Math.min(Math.floor(countIn(cart, matching) / buy), times ?? Infinity)
  return taken(cart, fromCheapest(cart, matching), { most: free, mostShared: free, shared: new Set() })
}

/**
 * The pieces that are given for the ones that are bought: the cheapest of `rewards`, as long as enough others remain to
 * be the bought ones. A piece that is bought for it is never given too.
 */
export function givenPieces({ rewards, needs }: Promotion, reward: BuyGet, cart: PromotionCart): Pieces {
  const { buy, get, times } = reward
  const positions = [...cart.lines.keys()]
  const given = positions.filter((position) => isAt(cart, position, rewards))
  const bought = positions.filter((position) => isAt(cart, position, needs))
  const shared = new Set(given.filter((position) => bought.includes(position)))
  const both = countIn(cart, [...shared])
  const onlyGiven = countIn(cart, given) - both
  const onlyBought = countIn(cart, bought) - both
  const sets = Math.min(
    Math.floor((onlyGiven + both) / get),
    Math.floor((onlyBought + both) / buy),
    Math.floor((onlyGiven + onlyBought + both) / (buy + get)),
    times ?? Infinity,
  )
  const mostShared = both - Math.max(0, sets * buy - onlyBought)
  return taken(cart, fromCheapest(cart, given), { most: sets * get, mostShared, shared })
}

function isAt(cart: PromotionCart, position: number, set: Promotion['rewards']): boolean {
  const line = cart.lines[position]
  return line !== undefined && isIn(set, line)
}

type Limits = { most: number; mostShared: number; shared: ReadonlySet<number> }

/** The first pieces in this order, no more than `mostShared` of them from the shared lines. */
function taken(cart: PromotionCart, order: readonly number[], { most, mostShared, shared }: Limits): Pieces {
  const pieces = cart.lines.map(() => 0)
  let left = most
  let leftShared = mostShared
  for (const position of order) {
    const isShared = shared.has(position)
    const here = Math.min(cart.lines[position]?.quantity ?? 0, left, isShared ? leftShared : left)
    pieces[position] = here
    left -= here
    if (isShared) leftShared -= here
  }
  return pieces
}
