import type { Tx } from '#platform/db'

/** Takes all payments, refunds and messages of gateways away: for a shop that leaves its trial time behind. */
export async function emptyPayments(tx: Tx): Promise<void> {
  await tx.deleteFrom('refund_lines').execute()
  await tx.deleteFrom('refunds').execute()
  await tx.deleteFrom('captures').execute()
  await tx.deleteFrom('disputes').execute()
  await tx.deleteFrom('unmatched_money').execute()
  await tx.deleteFrom('payments').execute()
  await tx.deleteFrom('saved_methods').execute()
  await tx.deleteFrom('gateway_events').execute()
}
