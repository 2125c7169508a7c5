import type { Money } from '#kernel/money'
import { never } from '#kernel/result'
import { clearingOf } from './accounts.ts'
import { credit, debit, type Entry, type Line, type Mode } from './entry.ts'

export type Dispute = Readonly<{
  disputeId: string
  /**
   * opened: the gateway takes the money until it is decided. won: it comes back. lost: it does not. regained: it was lost,
   * and comes back after all.
   */
  step: 'opened' | 'won' | 'lost' | 'regained'
  orderId: string | null
  gateway: string
  amount: Money
  mode: Mode
  at?: Date | undefined
}>

export function disputeLines({ step, gateway, amount: { amount } }: Dispute): Line[] {
  const held = clearingOf(gateway)
  switch (step) {
    case 'opened':
      return [debit('disputes', amount), credit(held, amount)]
    case 'won':
      return [debit(held, amount), credit('disputes', amount)]
    case 'lost':
      return [debit('dispute_losses', amount), credit('disputes', amount)]
    case 'regained':
      return [debit(held, amount), credit('dispute_losses', amount)]
    default:
      return never(step)
  }
}

/** A step of a dispute, for the ledger: once for each step. */
export const disputeEntry = (dispute: Dispute): Entry => ({
  source: `dispute:${dispute.disputeId}:${dispute.step}`,
  kind: 'dispute',
  orderId: dispute.orderId,
  currency: dispute.amount.currency,
  lines: disputeLines(dispute),
  mode: dispute.mode,
  at: dispute.at,
})
