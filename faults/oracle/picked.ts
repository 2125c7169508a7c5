/** Something that was bought, and every id by which an offer may have picked it. */
export type Thing = Readonly<{
  variant: string
  ids: readonly string[]
  quantity: number
  unit: number
  isGiftCard: boolean
}>

/** Null picks everything but gift cards, which are money. */
export const isPicked = ({ ids, isGiftCard }: Thing, picked: readonly string[] | null): boolean =>
  !isGiftCard && (picked === null || ids.some((id) => picked.includes(id)))

type Rule = Readonly<{
  kind: string
  buy: number | null
  get: number | null
  times: number | null
  rewarded: readonly string[] | null
  needed: readonly string[] | null
}>

type Piece = Readonly<{ line: number; unit: number; variant: string }>

/** How many pieces of each line are given. */
export function piecesFree(things: readonly Thing[], rule: Rule): number[] {
  const free = rule.kind === 'cheapest_free' ? cheapestOfEvery(things, rule) : givenFor(things, rule)
  return things.map((_, line) => free.filter((piece) => piece.line === line).length)
}

/** Piece by piece, the cheapest first. */
const piecesOf = (things: readonly Thing[], picked: readonly string[] | null): Piece[] =>
  things
    .flatMap((thing, line) =>
      isPicked(thing, picked)
        ? Array.from({ length: thing.quantity }, () => ({ line, unit: thing.unit, variant: thing.variant }))
        : [],
    )
    .toSorted((a, b) => a.unit - b.unit || (a.variant < b.variant ? -1 : 1))

/** Of every so many pieces the cheapest of all. */
function cheapestOfEvery(things: readonly Thing[], { buy, times, rewarded }: Rule): Piece[] {
  const pieces = piecesOf(things, rewarded)
  return pieces.slice(0, Math.min(Math.floor(pieces.length / (buy ?? 1)), times ?? pieces.length))
}

/** The most sets that can be laid out: so many bought, so many given, and no piece is both. */
function givenFor(things: readonly Thing[], rule: Rule): Piece[] {
  const pieces = piecesOf(things, rule.rewarded)
  const most = Math.min(Math.floor(pieces.length / (rule.get ?? 1)), rule.times ?? pieces.length)
  for (let sets = most; sets > 0; sets -= 1) {
    const laid = laidOut(things, rule, { pieces, sets })
    if (laid) return laid
  }
  return []
}

/** The cheapest pieces that may be given while enough others stay for being bought; null when there are not enough. */
function laidOut(things: readonly Thing[], rule: Rule, tried: { pieces: readonly Piece[]; sets: number }) {
  const toGive = tried.sets * (rule.get ?? 1)
  const toBuy = tried.sets * (rule.buy ?? 1)
  let left = piecesOf(things, rule.needed).length
  const given: Piece[] = []
  for (const piece of tried.pieces) {
    if (given.length === toGive) break
    const thing = things[piece.line]
    const couldBeBought = thing !== undefined && isPicked(thing, rule.needed)
    if (couldBeBought && left - 1 < toBuy) continue
    if (couldBeBought) left -= 1
    given.push(piece)
  }
  return given.length === toGive && left >= toBuy ? given : null
}
