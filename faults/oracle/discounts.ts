import { share, spread, total } from './arithmetic.ts'

/** An offer that an order was given, as the catalog has it; `given` is what the shop wrote for each line. */
export type Offer = Readonly<{
  id: string
  kind: string
  ppm: number | null
  priority: number
  rewards: string
  amount: number | null
  given: readonly number[]
}>

export type Parts = Readonly<{ lines: readonly bigint[]; shipping: bigint }>

const MILLION = 1_000_000n

/** Offers on things come before those on the whole, and those before the ones on the parcel. */
const turns: Readonly<Record<string, number>> = { percent_order: 2, amount_order: 2, shipping: 3 }

/**
 * What the offers take off, one after the other, each from what those before it left: a percentage is rounded once on
 * the whole and spread; a sum takes no more than there is. Of offers for picked things, or for pieces, what the shop wrote
 * is taken for true as far as there is so much.
 */
export function discounted(parts: Parts, offers: readonly Offer[]): { lines: bigint[]; shipping: bigint } {
  let left: Parts = parts
  for (const offer of offers.toSorted(byTurn)) {
    const off = given(offer, left)
    left = {
      lines: left.lines.map((line, index) => line - least(off.lines[index] ?? 0n, line)),
      shipping: left.shipping - least(off.shipping, left.shipping),
    }
  }
  const { lines, shipping } = left
  return { lines: parts.lines.map((line, index) => line - (lines[index] ?? 0n)), shipping: parts.shipping - shipping }
}

const byTurn = (a: Offer, b: Offer): number =>
  (turns[a.kind] ?? 1) - (turns[b.kind] ?? 1) || b.priority - a.priority || (a.id < b.id ? -1 : 1)

function given({ kind, ppm, rewards, amount, given: written }: Offer, left: Parts): Parts {
  const percent = BigInt(ppm ?? 0)
  const nothing = left.lines.map(() => 0n)
  if (kind === 'shipping') return { lines: nothing, shipping: share(left.shipping, percent, MILLION) }
  const whole = total(left.lines)
  const isOnAll = rewards === 'all' || kind === 'percent_order' || kind === 'amount_order'
  if (isOnAll && (kind === 'percent_items' || kind === 'percent_order'))
    return { lines: spread(share(whole, percent, MILLION), left.lines), shipping: 0n }
  if (isOnAll && (kind === 'amount_items' || kind === 'amount_order'))
    return { lines: spread(least(BigInt(amount ?? 0), whole), left.lines), shipping: 0n }
  return { lines: written.map(BigInt), shipping: 0n }
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
