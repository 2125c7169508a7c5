import type { Money } from '#kernel/money'

/** live: real money. test: that of a gateway's test mode; the two never meet in a sum. */
export type LedgerMode = 'live' | 'test'

export type BalanceView = {
  account: string
  name: string
  kind: 'asset' | 'liability' | 'income' | 'expense'
  /** Whose tax: `DE`, `US-CA`. */
  jurisdiction: string | null
  debit: Money
  credit: Money
  /** Debit above zero. */
  balance: Money
}

/** All accounts of a currency; `debit` and `credit` are the same sum when the books balance. */
export type TrialBalance = { currency: string; rows: BalanceView[]; debit: Money; credit: Money }

export type BreakView = {
  check:
    | 'zero_sum'
    | 'sale_missing'
    | 'sale_differs'
    | 'capture'
    | 'refund'
    | 'canceled'
    | 'open'
    | 'gift_cards'
    | 'store_credit'
  orderId: string | null
  orderNumber: number | null
  mode: LedgerMode
  expected: Money
  found: Money
}

/** What the last look at all books found. */
export type BooksCheckView = { at: string; checked: number; breaks: BreakView[] }

export type FinanceScreen = {
  mode: LedgerMode
  /** The last day that is counted, `2026-11-22`; null: all. */
  until: string | null
  balances: TrialBalance[]
  /** There is test money besides. */
  hasTest: boolean
  check: BooksCheckView | null
  timeZone: string
  /** `2026-11`, the latest first: those that have entries. */
  months: string[]
}

export type JournalLineView = { account: string; jurisdiction: string | null; amount: Money }

export type JournalEntryView = {
  id: number
  at: string
  kind: string
  source: string
  orderId: string | null
  orderNumber: number | null
  lines: JournalLineView[]
}

export type TieView = {
  figure: 'total' | 'tax' | 'captured' | 'redeemed' | 'refunded' | 'returned'
  order: Money
  ledger: Money
}

/** Every cent of an order: its own figures beside those of the ledger. */
export type OrderBooksView = {
  orderNumber: number
  ties: TieView[]
  /** Above zero: still owed by the customer. */
  receivable: Money
  isTied: boolean
  entries: JournalEntryView[]
}

export type PayoutRow = {
  id: string
  gateway: string
  externalId: string
  amount: Money
  at: string
  fileName: string
  bookedAt: string | null
}

export type PayoutVerdict = 'same' | 'amount_differs' | 'missing_here' | 'plain' | 'unknown'

export type PayoutLineView = {
  id: string
  externalId: string
  kind: 'charge' | 'refund' | 'dispute' | 'fee' | 'payout' | 'other'
  event: string
  description: string
  at: string
  gross: Money
  fee: Money
  net: Money
  verdict: PayoutVerdict
  orderId: string | null
  orderNumber: number | null
  /** What we have, where it differs. */
  ours: Money | null
}

export type MissingThereView = {
  id: string
  kind: string
  orderId: string
  orderNumber: number
  amount: Money
  at: string
}

export type PayoutScreen = PayoutRow & {
  mode: LedgerMode
  lines: PayoutLineView[]
  missingThere: MissingThereView[]
  feesToBook: Money
  counts: Record<PayoutVerdict, number>
}

/** What came of an upload. `waiting`: movements that no payout names yet. */
export type UploadAnswer = { gateway: string; payouts: number; movements: number; added: number; waiting: number }
