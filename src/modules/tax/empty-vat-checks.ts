import type { Tx } from '#platform/db'

/** Forgets what registers said, once no order stands on it: for a shop that leaves its trial time behind. */
export async function emptyVatChecks(tx: Tx): Promise<void> {
  await tx.deleteFrom('vat_checks').execute()
}
