import { sql } from 'kysely'

import type { Db } from '#platform/db'

type Difference = { variant_id: string; what: string; counted: number; booked: number }

/** Where a stock level is not the sum of its ledger, or of its living reservations. Empty when the books agree. */
export async function ledgerDiffers(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with booked as (
      select variant_id, sum(on_hand_change)::integer as on_hand, sum(reserved_change)::integer as reserved
      from stock_movements group by variant_id
    ), held as (
      select variant_id, sum(quantity)::integer as quantity from reservations where state = 'held' group by variant_id
    )
    select s.variant_id, w.what, w.counted, w.booked
    from stock_levels s left join booked b using (variant_id) left join held h using (variant_id)
      cross join lateral (values
        ('on hand', s.on_hand, coalesce(b.on_hand, 0)),
        ('reserved', s.reserved, coalesce(b.reserved, 0)),
        ('held', s.reserved, coalesce(h.quantity, 0))) as w(what, counted, booked)
    where w.counted <> w.booked`.execute(db)
  return rows
}
