/**
 * A payment's life. `created` and `pending` wait for the gateway or for staff. Failed and canceled ones can still turn
 * out to be captured, when the gateway says so after all: then the money goes back.
 */
const next = {
  created: ['pending', 'captured', 'failed', 'canceled'],
  pending: ['captured', 'failed', 'canceled'],
  authorized: ['captured', 'failed', 'canceled'],
  captured: [],
  failed: ['captured'],
  canceled: ['captured'],
} as const satisfies Record<string, readonly string[]>

export type PaymentState = keyof typeof next

export const canBecome = (from: PaymentState, to: PaymentState): boolean =>
  (next[from] as readonly PaymentState[]).includes(to)

export const isUndecided = (state: PaymentState): boolean => state === 'created' || state === 'pending'

/** Minor units of one currency. */
export type Sums = Readonly<{ due: number; authorized: number; captured: number; refunded: number }>

export type PaymentStatus = 'unpaid' | 'authorized' | 'partly_paid' | 'paid' | 'partly_refunded' | 'refunded'

/** Never set by hand: it follows from what was authorized, captured and refunded. A free order is paid. */
export function paymentStatus({ due, authorized, captured, refunded }: Sums): PaymentStatus {
  if (captured > 0 && refunded >= captured) return 'refunded'
  if (refunded > 0) return 'partly_refunded'
  if (captured >= due) return 'paid'
  if (captured > 0) return 'partly_paid'
  return authorized >= due ? 'authorized' : 'unpaid'
}
