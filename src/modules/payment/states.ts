/**
 * A payment's life. `created`, `pending` and `processing` wait for the gateway or for staff; `authorized` is agreed, its
 * money set aside. Failed and canceled ones can still turn out to be authorized or captured, when the gateway says so
 * after all: then the money goes back.
 */
const next = {
  created: ['pending', 'processing', 'authorized', 'captured', 'failed', 'canceled'],
  pending: ['processing', 'authorized', 'captured', 'failed', 'canceled'],
  processing: ['authorized', 'captured', 'failed', 'canceled'],
  authorized: ['captured', 'canceled'],
  captured: [],
  failed: ['authorized', 'captured'],
  canceled: ['authorized', 'captured'],
} as const satisfies Record<string, readonly string[]>

export type PaymentState = keyof typeof next

export const canBecome = (from: PaymentState, to: PaymentState): boolean =>
  (next[from] as readonly PaymentState[]).includes(to)

export const isUndecided = (state: PaymentState): boolean =>
  state === 'created' || state === 'pending' || state === 'processing'

/** Minor units of one currency. `authorized`: set aside and not taken yet. */
export type Sums = Readonly<{ due: number; authorized: number; captured: number; refunded: number }>

export type PaymentStatus = 'unpaid' | 'authorized' | 'partly_paid' | 'paid' | 'partly_refunded' | 'refunded'

/**
 * Never set by hand: it follows from what was authorized, captured and refunded. A free order is paid. As long as not all
 * came, that is what counts, whatever went back of the part that did.
 */
export function paymentStatus({ due, authorized, captured, refunded }: Sums): PaymentStatus {
  if (captured > 0 && refunded >= captured && authorized <= 0) return 'refunded'
  if (captured >= due) return refunded > 0 ? 'partly_refunded' : 'paid'
  if (authorized + captured >= due) return 'authorized'
  return captured > 0 ? 'partly_paid' : 'unpaid'
}
