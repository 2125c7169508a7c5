import type { Tx } from '#platform/db'

/** Forgets what was being checked out, and which attempts were made: for a shop that leaves its trial time behind. */
export async function emptyCheckouts(tx: Tx): Promise<void> {
  await tx.deleteFrom('checkouts').execute()
  await tx.deleteFrom('idempotency_keys').execute()
}
