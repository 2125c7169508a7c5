import type { Tx } from '#platform/db'

/** Takes all fulfillments away: for a shop that leaves its trial time behind. */
export async function emptyFulfillments(tx: Tx): Promise<void> {
  await tx.deleteFrom('fulfillments').execute()
}
