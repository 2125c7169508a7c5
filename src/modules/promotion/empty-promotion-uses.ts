import { sql } from 'kysely'

import type { Tx } from '#platform/db'

/** For the demo that is taken away: its orders have used nothing. Rules and codes stay. */
export async function emptyPromotionUses(tx: Tx): Promise<void> {
  await tx.deleteFrom('promotion_uses').execute()
  await tx.deleteFrom('promotion_customers').execute()
  await tx
    .updateTable('coupons')
    .set({ used: 0 })
    .where(sql<boolean>`used > 0`)
    .execute()
  await tx
    .updateTable('promotions')
    .set({ used: 0 })
    .where(sql<boolean>`used > 0`)
    .execute()
}
