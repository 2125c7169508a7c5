import type { Tx } from '#platform/db'
import { bumpVersion } from './promotion-store.ts'

/** Takes all offers and their codes away: for a shop that leaves its trial time behind. */
export async function emptyPromotions(tx: Tx): Promise<void> {
  await tx.deleteFrom('promotion_uses').execute()
  await tx.deleteFrom('promotion_customers').execute()
  await tx.deleteFrom('coupons').execute()
  await tx.deleteFrom('promotions').execute()
  await bumpVersion(tx)
}
