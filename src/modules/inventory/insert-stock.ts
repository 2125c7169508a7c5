import { sql } from 'kysely'

import type { VariantId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { mainLocation } from './store.ts'

/** First counts of variants that nobody has seen yet, with their line of the ledger. */
export async function insertStock(
  tx: Tx,
  counts: readonly { variantId: VariantId; onHand: number }[],
  actor: string,
): Promise<void> {
  const location = await mainLocation(tx)
  const rows = counts.map(({ variantId, onHand }) => ({ variant_id: variantId, on_hand: onHand }))
  await sql`with counted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(variant_id uuid, on_hand integer)
    ), leveled as (
      insert into stock_levels (variant_id, location_id, on_hand) select variant_id, ${location}, on_hand from counted
    )
    insert into stock_movements (variant_id, location_id, kind, on_hand_change, reserved_change, on_hand_after,
      reserved_after, reason, actor)
    select variant_id, ${location}, 'import', on_hand, 0, on_hand, 0, 'first count', ${actor} from counted`.execute(tx)
}
