import type { Money } from '#kernel/money'
import type { Tx } from '#platform/db'
import { clearingOf } from './accounts.ts'
import { credit, debit, type Entry, type Mode } from './entry.ts'
import { post } from './post.ts'

export type Captured = Readonly<{
  captureId: string
  orderId: string
  /** The payment's gateway; `offline`: staff saw it in the bank. */
  gateway: string
  amount: Money
  mode: Mode
  at?: Date | undefined
}>

/** Money taken: the customer owes less, the gateway holds it for us. */
export const captureEntry = ({ captureId, orderId, gateway, amount, mode, at }: Captured): Entry => ({
  source: `capture:${captureId}`,
  kind: 'capture',
  orderId,
  currency: amount.currency,
  lines: [debit(clearingOf(gateway), amount.amount), credit('receivable', amount.amount)],
  mode,
  at,
})

/** Books what a gateway took. Once for a capture. */
export const recordCapture = (tx: Tx, captured: Captured): Promise<boolean> => post(tx, captureEntry(captured))
