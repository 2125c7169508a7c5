import type { Money } from '#kernel/money'
import type { Tx } from '#platform/db'
import { clearingOf, feesOf } from './accounts.ts'
import { credit, debit, type Entry, type Mode } from './entry.ts'
import { post } from './post.ts'

export type Fee = Readonly<{
  /** What it is the fee of: a capture's id, so that a payout report finds it. */
  feeId: string
  orderId: string | null
  gateway: string
  /** Below zero: the gateway gives one back. */
  amount: Money
  mode: Mode
  at?: Date | undefined
}>

/** What a gateway keeps for itself. */
export const feeEntry = ({ feeId, orderId, gateway, amount, mode, at }: Fee): Entry => ({
  source: `fee:${feeId}`,
  kind: 'fee',
  orderId,
  currency: amount.currency,
  lines: [debit(feesOf(gateway), amount.amount), credit(clearingOf(gateway), amount.amount)],
  mode,
  at,
})

/** Books a gateway's fee, once. A payout report later books only what differs. */
export const recordFee = (tx: Tx, fee: Fee): Promise<boolean> => post(tx, feeEntry(fee))
