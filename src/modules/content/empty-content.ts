import { markStale } from '#platform/cache-changes'
import type { Tx } from '#platform/db'

/** Takes all pages and redirects away: for a shop that leaves its trial time behind. */
export async function emptyContent(tx: Tx): Promise<void> {
  await tx.deleteFrom('pages').execute()
  await tx.deleteFrom('redirects').execute()
  await markStale(tx, ['content'])
}
