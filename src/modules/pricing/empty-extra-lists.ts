import type { Tx } from '#platform/db'

/** Takes every list beside the ordinary prices away: for a shop that leaves its trial time behind. */
export async function emptyExtraLists(tx: Tx): Promise<void> {
  await tx.deleteFrom('price_lists').where('is_base', '=', false).execute()
}
