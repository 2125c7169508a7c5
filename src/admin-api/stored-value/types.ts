import type { Money } from '#kernel/money'

export type GiftCardView = 'open' | 'all' | 'empty' | 'disabled'

export type GiftCardRow = {
  id: string
  /** The last four characters of the code. */
  hint: string
  isActive: boolean
  isExpired: boolean
  /** Bought with play money. */
  isTest: boolean
  initial: Money
  balance: Money
  expiresAt: string | null
  recipientEmail: string | null
  orderId: string | null
  orderNumber: number | null
  createdAt: string
}

export type ValueEntry = {
  kind: string
  amount: Money
  /** What was there afterwards. */
  balance: Money
  orderId: string | null
  orderNumber: number | null
  /** The other card of a merge. */
  other: { id: string; hint: string } | null
  /** When granted credit ends. */
  expiresAt: string | null
  reason: string
  /** Who did it; null for the shop itself and the shopper. */
  by: string | null
  at: string
}

export type GiftCardScreen = GiftCardRow & { note: string; by: string | null; entries: ValueEntry[] }

/** `code` is told once; null when it was mailed. */
export type MadeGiftCard = { id: string; code: string | null }

export type ValueChoices = {
  currencies: string[]
  languages: { code: string; name: string }[]
  sendsMail: boolean
  /** How many months a bought card holds; null: for ever. */
  giftCardMonths: number | null
}

export type LiabilityRow = {
  holding: 'gift_card' | 'store_credit'
  count: number
  issued: Money
  used: Money
  ended: Money
  changed: Money
  owed: Money
}

export type CreditRow = {
  id: string
  customerId: string
  email: string
  name: string
  balance: Money
  isTest: boolean
  nextEnd: { amount: Money; at: string } | null
}

export type CreditScreen = CreditRow & { entries: ValueEntry[] }
