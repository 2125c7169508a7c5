import type { Money } from '#kernel/money'

export type AttentionKind = 'mismatch' | 'late' | 'refund_failed' | 'capture_failed' | 'expiring' | 'unclear'
export type AttentionView = 'all' | AttentionKind

/** Money that somebody must look at. */
export type AttentionRow = {
  kind: AttentionKind
  id: string
  orderId: string
  orderNumber: number
  amount: Money
  gateway: string
  isTest: boolean
  why: string
  at: string
  /** When it is too late. */
  until: string | null
}

export type DisputeRow = {
  id: string
  orderId: string
  orderNumber: number
  gateway: string
  isTest: boolean
  state: 'inquiry' | 'open' | 'won' | 'lost'
  amount: Money
  reason: string
  dueAt: string | null
  at: string
}
