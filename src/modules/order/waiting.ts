import { sql } from 'kysely'

import { OFFLINE } from '#modules/payment'
import type { Db } from '#platform/db'

/** What was set aside, taken and given back for an order `o`. */
export const sums = sql`select
    coalesce(sum(authorized_amount - captured_amount) filter (where state = 'authorized' and not voiding), 0)
      as authorized,
    coalesce(sum(captured_amount - coalesce(r.strange, 0)), 0) as captured,
    coalesce(sum(refunded_amount + refunding_amount - coalesce(r.strange, 0)), 0) as refunded,
    coalesce(bool_or(gateway = ${OFFLINE} and state = 'pending'), false) as comes_later
  from payments p left join lateral (
    select sum(amount) as strange from refunds where payment_id = p.id and state <> 'failed'
      and reason = 'late_payment' and o.confirmed_at is not null) r on true
  where p.order_id = o.id`

/** As the function of this name has it. */
const isGivenBack = sql`(select captured > 0 and refunded >= captured and authorized <= 0 and not comes_later
  from (${sums}) as money)`

/** What an agreed order `o` waits for. */
export const waits = {
  // Gift cards are mailed by themselves.
  parcel: sql<boolean>`o.state = 'open' and
    (select coalesce(sum(quantity), 0) from order_lines where order_id = o.id and not gift_card) >
    (select coalesce(sum(fl.quantity), 0) from fulfillment_lines fl join order_lines l on l.id = fl.order_line_id
      where l.order_id = o.id and not l.gift_card)
    + (select coalesce(sum(removed_quantity), 0) from refund_lines where order_id = o.id)
    and not ${isGivenBack}`,
  money: sql<boolean>`o.state = 'open' and o.total_amount >
    (select coalesce(sum(case when state = 'authorized' then authorized_amount else captured_amount end), 0)
      from payments where order_id = o.id)`,
}

/** How many agreed orders wait for a parcel, and how many for their money. */
export async function countWaiting(db: Db): Promise<{ parcel: number; money: number }> {
  const { rows } = await sql<{ parcel: number; money: number }>`select
    count(*) filter (where ${waits.parcel}) as parcel, count(*) filter (where ${waits.money}) as money
    from orders o where o.state = 'open'`.execute(db)
  return rows[0] ?? { parcel: 0, money: 0 }
}
