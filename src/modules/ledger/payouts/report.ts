import type { Currency } from '#kernel/money'

/** charge: a customer paid. dispute: also one that was decided for us (above zero). payout: to or from the bank. */
export type MovementKind = 'charge' | 'refund' | 'dispute' | 'fee' | 'payout' | 'other'

/** One movement on the account at the gateway, in minor units as they move our balance there. */
export type Movement = Readonly<{
  externalId: string
  kind: MovementKind
  /** The gateway's own word for it. */
  event: string
  /** All names by which the payment behind it may be known to us. */
  refs: readonly string[]
  /** Our order's number, where the report has it. */
  reference: string
  description: string
  gross: number
  /** Above zero: kept by the gateway. */
  fee: number
  net: number
  at: Date
}>

/** What went to the bank at once, or (PayPal) what happened in one day. */
export type ReportedPayout = Readonly<{
  externalId: string
  currency: Currency
  /** What reached the bank. */
  amount: number
  at: Date
  movements: readonly Movement[]
}>

export type Report = Readonly<{
  gateway: 'stripe' | 'paypal'
  payouts: readonly ReportedPayout[]
  /** Movements that no payout names yet. */
  waiting: number
}>

/**
 * not_a_report: neither of the files that are known. no_payouts: Stripe's file without the column that names the payout.
 * unreadable: a cell that cannot be what it must be.
 */
export type ReportRefusal =
  | { code: 'not_a_report' }
  | { code: 'no_payouts' }
  | { code: 'unreadable'; line: number; column: string }

/** Thrown inside the readers; `readReport` makes it the refusal. */
export class Unreadable extends Error {
  readonly line: number
  readonly column: string
  constructor(line: number, column: string) {
    super(`line ${line}: ${column}`)
    this.line = line
    this.column = column
  }
}
