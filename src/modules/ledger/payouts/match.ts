import type { Currency } from '#kernel/money'
import type { Mode } from '../entry.ts'
import type { Movement, MovementKind } from './report.ts'

/** A capture, refund or dispute of ours; `amount` as it moves our balance at the gateway, in minor units. */
export type Known = Readonly<{
  id: string
  kind: 'charge' | 'refund' | 'dispute'
  orderId: string
  orderNumber: number
  amount: number
  currency: Currency
  mode: Mode
  /** All names that the gateway may use for it. */
  refs: readonly string[]
  at: Date
  /** What the ledger has as the gateway's fee for it. */
  feeBooked: number
}>

/**
 * same: it is here with this amount. amount_differs: here with another. missing_here: the gateway has it, we do not.
 * plain: nothing of ours stands behind it by its nature (a fee, a payout). unknown: a movement that we cannot name.
 */
export type Verdict = 'same' | 'amount_differs' | 'missing_here' | 'plain' | 'unknown'

export type Matched<M extends Movement = Movement> = Readonly<{ movement: M; verdict: Verdict; known: Known | null }>

/** Finds what stands behind each movement: by the names of the payment, else by the order's number and the amount. */
export function matchMovements<M extends Movement>(
  movements: readonly M[],
  known: readonly Known[],
  currency: Currency,
): Matched<M>[] {
  const free = new Set(known.filter((one) => one.currency === currency))
  const first = movements.map((movement) => exact(movement, free))
  return first.map((matched) =>
    matched.known || !hasOther(matched.movement.kind) ? matched : near(matched.movement, free),
  )
}

const hasOther = (kind: MovementKind): kind is Known['kind'] =>
  kind === 'charge' || kind === 'refund' || kind === 'dispute'

/** The same amount first, so that two captures of one payment do not take each other's place. */
function exact<M extends Movement>(movement: M, free: Set<Known>): Matched<M> {
  if (!hasOther(movement.kind))
    return { movement, verdict: movement.kind === 'other' ? 'unknown' : 'plain', known: null }
  const fits = (one: Known): boolean => one.kind === movement.kind && one.amount === movement.gross
  const found = [...free].find((one) => fits(one) && isNamed(movement, one))
  if (!found) return { movement, verdict: 'missing_here', known: null }
  free.delete(found)
  return { movement, verdict: 'same', known: found }
}

function near<M extends Movement>(movement: M, free: Set<Known>): Matched<M> {
  const sameKind = [...free].filter((one) => one.kind === movement.kind)
  const byNumber = sameKind.find((one) => isNumbered(movement, one) && one.amount === movement.gross)
  const found = byNumber ?? sameKind.find((one) => isNamed(movement, one) || isNumbered(movement, one))
  if (!found) return { movement, verdict: 'missing_here', known: null }
  free.delete(found)
  return { movement, verdict: byNumber ? 'same' : 'amount_differs', known: found }
}

const isNamed = ({ refs }: Movement, one: Known): boolean => one.refs.some((ref) => refs.includes(ref))

const isNumbered = ({ reference }: Movement, one: Known): boolean => reference === String(one.orderNumber)
