import type { Ideal } from '../oracle/linear.ts'

/** Of orders for one thing, or of orders paid with one card: by the number of the click. */
export type Spent =
  | Readonly<{ do: 'take'; click: number; amount: number }>
  /** A canceled order gives it back, once. */
  | Readonly<{ do: 'cancel'; click: number }>
  | Readonly<{ do: 'change'; by: number }>

type Left = Readonly<{ left: number; taken: Readonly<Record<number, number>> }>

/** A shelf, or a card: no more is taken than is there, and nothing is refused that is. */
export const supply = (start: number): Ideal<Left, Spent> => ({
  start: { left: start, taken: {} },
  does: ({ left, taken }, what) => {
    switch (what.do) {
      case 'take':
        return left < what.amount ? null : { left: left - what.amount, taken: { ...taken, [what.click]: what.amount } }
      case 'cancel': {
        const { [what.click]: back = 0, ...others } = taken
        return { left: left + back, taken: others }
      }
      default:
        return left + what.by < 0 ? null : { left: left + what.by, taken }
    }
  },
})

export type Moved =
  | Readonly<{ do: 'authorize' }>
  | Readonly<{ do: 'capture' | 'refund'; amount: number }>
  | Readonly<{ do: 'cancel' }>

/** `free`: null before anything was set aside. */
type Sums = Readonly<{ free: number | null; taken: number; back: number; isCanceled: boolean }>

/**
 * An order's money: never more taken than was set aside, never more given back than was taken, and nothing of both once
 * it is canceled. What is refused is not judged here: staff are also told to wait while something else moves.
 */
export const money = (total: number): Ideal<Sums, Moved> => ({
  start: { free: null, taken: 0, back: 0, isCanceled: false },
  does: (sums, what) => {
    const { free, taken, back, isCanceled } = sums
    switch (what.do) {
      case 'authorize':
        return isCanceled || free !== null ? null : { ...sums, free: total }
      case 'capture':
        return isCanceled || free === null || what.amount > free
          ? null
          : { ...sums, free: free - what.amount, taken: taken + what.amount }
      case 'refund':
        return isCanceled || back + what.amount > taken ? null : { ...sums, back: back + what.amount }
      default:
        return { free: 0, taken, back: taken, isCanceled: true }
    }
  },
})
