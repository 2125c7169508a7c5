import { share, spread, total } from './arithmetic.ts'
import { isPicked, piecesFree, type Thing } from './picked.ts'

/** An offer as the catalog has it; `off` and `minimum` by currency. */
export type Offer = Readonly<{
  id: string
  kind: string
  ppm: number | null
  priority: number
  stacks: boolean
  buy: number | null
  get: number | null
  times: number | null
  rewards: string
  needs: string
  rewarded: readonly string[]
  needed: readonly string[]
  minimumQuantity: number
  off: Readonly<Record<string, number>>
  minimum: Readonly<Record<string, number>>
  /** Empty: everywhere, everybody. */
  markets: readonly string[]
  groups: readonly string[]
  countries: readonly string[]
  startsAt: string | null
  endsAt: string | null
  /** Nobody has to type anything for it, it holds for as many as come, and it has been so since then; else null. */
  freeSince: string | null
}>

export type Parts = Readonly<{ lines: readonly bigint[]; shipping: bigint }>

/** What was bought, and at what prices. */
export type Bought = Readonly<{ things: readonly Thing[]; shipping: bigint; currency: string }>

const MILLION = 1_000_000n

/** Offers on things come before those on the whole, and those before the ones on the parcel. */
const turns: Readonly<Record<string, number>> = { percent_order: 2, amount_order: 2, shipping: 3 }

/** What each offer takes off, one after the other, each from what those before it left. */
export function discounted(bought: Bought, offers: readonly Offer[]): { offer: Offer; off: Parts }[] {
  let left = whole(bought)
  return offers.toSorted(byTurn(bought)).map((offer) => {
    const off = given(offer, bought, left)
    left = {
      lines: left.lines.map((line, index) => line - (off.lines[index] ?? 0n)),
      shipping: left.shipping - off.shipping,
    }
    return { offer, off }
  })
}

/** What an offer takes off when it is alone. */
export const saving = (offer: Offer, bought: Bought): bigint => sumOf(given(offer, bought, whole(bought)))

export const sumOf = ({ lines, shipping }: Parts): bigint => total(lines) + shipping

const whole = ({ things, shipping }: Bought): Parts => ({
  lines: things.map(({ unit, quantity }) => BigInt(unit) * BigInt(quantity)),
  shipping,
})

const byTurn =
  (bought: Bought) =>
  (a: Offer, b: Offer): number =>
    (turns[a.kind] ?? 1) - (turns[b.kind] ?? 1) ||
    b.priority - a.priority ||
    Number(saving(b, bought) - saving(a, bought)) ||
    (a.id < b.id ? -1 : 1)

function given(offer: Offer, { things, currency }: Bought, left: Parts): Parts {
  const percent = BigInt(offer.ppm ?? 0)
  const nothing = things.map(() => 0n)
  if (offer.kind === 'shipping') return { lines: nothing, shipping: share(left.shipping, percent, MILLION) }
  const mine = things.map((thing, index) => (isPicked(thing, rewardedBy(offer)) ? (left.lines[index] ?? 0n) : 0n))
  const amount = BigInt(offer.off[currency] ?? 0)
  switch (offer.kind) {
    case 'percent_items':
    case 'percent_order':
      return { lines: spread(share(total(mine), percent, MILLION), mine), shipping: 0n }
    case 'amount_items':
    case 'amount_order':
      return { lines: spread(least(amount, total(mine)), mine), shipping: 0n }
    case 'amount_each':
      return { lines: mine.map((most, at) => least(amount * BigInt(things[at]?.quantity ?? 0), most)), shipping: 0n }
    default:
      return { lines: freed(offer, things, left), shipping: 0n }
  }
}

/** Each piece is worth its part of what is left of its line. */
function freed(offer: Offer, things: readonly Thing[], left: Parts): bigint[] {
  const percent = offer.kind === 'cheapest_free' ? MILLION : BigInt(offer.ppm ?? 0)
  const pieces = piecesFree(things, { ...offer, rewarded: rewardedBy(offer), needed: neededBy(offer) })
  return things.map(({ quantity }, index) =>
    share(left.lines[index] ?? 0n, BigInt(pieces[index] ?? 0) * percent, BigInt(quantity) * MILLION),
  )
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Null: everything. */
export const rewardedBy = ({ rewards, rewarded }: Offer): readonly string[] | null =>
  rewards === 'all' ? null : rewarded

export const neededBy = (offer: Offer): readonly string[] | null =>
  offer.needs === 'all' ? null : offer.needs === 'same' ? rewardedBy(offer) : offer.needed
