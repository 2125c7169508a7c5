import type { Tx } from '#platform/db'

/** Takes all carts away, with the checkouts that hang on them: for a shop that leaves its trial time behind. */
export async function emptyCarts(tx: Tx): Promise<void> {
  await tx.deleteFrom('carts').execute()
}
