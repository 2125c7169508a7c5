import { sql } from 'kysely'

import type { OrderId } from '#kernel/id'
import type { Db } from '#platform/db'

type Difference = { id: string; what: string; here: number; there: number }

/**
 * Where our sums are not the test gateway's, or a sum is not that of its rows, or the ledger says otherwise. Empty when
 * all books agree. Only for orders whose money is not on its way.
 */
export async function moneyDiffers(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    with p as (
      select p.*, s.captured_amount as there_captured, s.refunded_amount as there_refunded,
        coalesce((select sum(amount) from captures where payment_id = p.id and state = 'done'), 0) as done_captures,
        coalesce((select sum(amount) from refunds where payment_id = p.id and state = 'done'), 0) as done_refunds,
        coalesce((select sum(l.amount) from ledger_lines l join ledger_entries e on e.id = l.entry_id
          where e.order_id = p.order_id and e.kind in ('capture', 'refund') and l.account = 'gateway_clearing:sandbox'), 0)
          as clearing
      from payments p left join sandbox_payments s on s.id = p.gateway_ref and p.gateway = 'sandbox'
    ), differences as (
      select id::text, 'captured at the gateway' as what, captured_amount as here, there_captured as there from p
        where there_captured is not null
      union all
      select id::text, 'refunded at the gateway', refunded_amount, there_refunded from p where there_refunded is not null
      union all
      select id::text, 'captures', captured_amount, done_captures from p where gateway <> 'stored_value'
      union all
      select id::text, 'refunds', refunded_amount, done_refunds from p
      union all
      select order_id::text, 'the ledger', sum(captured_amount - refunded_amount), max(clearing) from p
        where gateway = 'sandbox' group by order_id
    )
    select id, what, here::bigint, there::bigint from differences where here <> there`.execute(db)
  return rows
}

/** What the ledger says that an order's buyer still owes, in minor units; below zero: is owed. */
export async function owed(db: Db, orderId: OrderId): Promise<number> {
  const { rows } = await sql<{ owed: number }>`select coalesce(sum(l.amount), 0)::bigint as owed
    from ledger_lines l join ledger_entries e on e.id = l.entry_id
    where e.order_id = ${orderId} and l.account = 'receivable'`.execute(db)
  return rows[0]?.owed ?? 0
}
