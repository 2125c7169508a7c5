import { z } from 'zod'

import type { GiftCardId, OrderId, PaymentId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'

export const giftCardKinds = ['issue', 'redeem', 'release', 'return', 'expire', 'adjust', 'merge', 'cancel'] as const

/** issue: made. redeem: pays. release: that payment came to nothing. return: a refund. cancel: its sale was called off. */
export type GiftCardEntryKind = (typeof giftCardKinds)[number]

export type GiftCardState = 'active' | 'disabled'

export type GiftCard = Readonly<{
  id: GiftCardId
  /** The last four characters of its code; the rest is known to nobody here. */
  hint: string
  state: GiftCardState
  initial: Money
  balance: Money
  expiresAt: Date | null
  /** Bought with play money. */
  isTest: boolean
  orderId: OrderId | null
  orderNumber: number | null
  recipientEmail: string | null
  language: Language
  note: string
  actor: string
  createdAt: Date
}>

export type GiftCardEntry = Readonly<{
  kind: GiftCardEntryKind
  amount: Money
  orderId: OrderId | null
  orderNumber: number | null
  paymentId: PaymentId | null
  /** The other card of a merge. */
  other: { id: GiftCardId; hint: string } | null
  reason: string
  actor: string
  at: Date
}>

/** How long a bought card holds. Null: for ever. */
export const valueSettings = z.object({ giftCardMonths: z.number().int().min(1).max(240).nullable() })
export type ValueSettings = z.infer<typeof valueSettings>

export const VALUE_SETTING = 'stored value'

/** The end of the day so many months later, in UTC: the same day of the month, or its last. */
export function endAfter(now: Date, months: number | null): Date | null {
  if (months === null) return null
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(now.getUTCDate(), last))
  first.setUTCHours(23, 59, 59, 999)
  return first
}
