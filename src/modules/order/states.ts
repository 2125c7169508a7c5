/**
 * An order's life. pending: waits for an online payment to be decided; open: agreed; completed: all shipped and paid;
 * offered: frozen, nothing held, waits for its buyer to pay by a link. Only an order that was never agreed comes back from
 * canceled, and only to be offered. Payment has a life of its own: see payment/states.ts.
 */
const next = {
  pending: ['open', 'canceled', 'offered'],
  open: ['completed', 'canceled'],
  completed: [],
  canceled: ['offered'],
  offered: ['pending', 'open', 'canceled'],
} as const satisfies Record<string, readonly string[]>

export type OrderState = keyof typeof next

export const canBecome = (from: OrderState, to: OrderState): boolean =>
  (next[from] as readonly OrderState[]).includes(to)

/** removed: nothing was sent, and nothing will be. */
export type FulfillmentStatus = 'unfulfilled' | 'partly_fulfilled' | 'fulfilled' | 'removed'

type Pieces = Readonly<{ ordered: number; sent: number; removed: number }>

/** Never set by hand: it follows from how many pieces were sent, and how many taken out by refunds. */
export function fulfillmentStatus({ ordered, sent, removed }: Pieces): FulfillmentStatus {
  if (sent === 0) return removed > 0 && removed === ordered ? 'removed' : 'unfulfilled'
  return sent + removed < ordered ? 'partly_fulfilled' : 'fulfilled'
}

/** Why an order ended. The first three: its payment never came through, and it was never agreed. */
export type CancelReason =
  | 'payment_failed'
  | 'payment_expired'
  | 'payment_canceled'
  | 'payment_overdue'
  | 'customer'
  | 'staff'
  | 'stock'
  | 'fraud'
