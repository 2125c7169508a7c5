import { sql, type RawBuilder } from 'kysely'

import type { Db } from '#platform/db'
import type { Mode } from '../entry.ts'

/**
 * zero_sum: a currency does not add up. sale_missing, sale_differs: an agreed order and its sale. capture, refund: money
 * that moved and its entry. canceled: a canceled order whose sale stands. open: a settled order that still owes or is
 * owed. gift_cards, store_credit: what holders have and what we owe them.
 */
export type CheckName =
  | 'zero_sum'
  | 'sale_missing'
  | 'sale_differs'
  | 'capture'
  | 'refund'
  | 'canceled'
  | 'open'
  | 'gift_cards'
  | 'store_credit'

/** Where two books say different things, in minor units. */
export type Break = Readonly<{
  check: CheckName
  orderId: string | null
  orderNumber: number | null
  mode: Mode
  currency: string
  /** What the shop's own tables say. */
  expected: number
  /** What the ledger says. */
  found: number
}>

const MOST_BREAKS = 1000

/** Holds the ledger against orders, payments and stored value. Each comparison is one statement, so one moment. */
export async function findBreaks(db: Db): Promise<{ checked: number; breaks: Break[] }> {
  const { rows: counted } = await sql<{ checked: number }>`select
    (select count(*) from ledger_entries) + (select count(*) from orders where confirmed_at is not null) as checked`.execute(
    db,
  )
  const breaks: Break[] = []
  for (const comparison of comparisons) {
    const { rows } = await sql<Break>`${comparison} limit ${MOST_BREAKS}`.execute(db)
    breaks.push(...rows)
  }
  return { checked: counted[0]?.checked ?? 0, breaks }
}

/** Orders that were agreed before there was a ledger are not in it. */
const begun = sql`(select ran_at from schema_migrations where name = '0023_ledger.sql')`

const zeroSum = sql`
  select 'zero_sum' as "check", null::uuid as "orderId", null::bigint as "orderNumber", e.mode, l.currency,
    0::bigint as expected, sum(l.amount)::bigint as found
  from ledger_lines l join ledger_entries e on e.id = l.entry_id
  group by e.mode, l.currency having sum(l.amount) <> 0`

const sales = sql`
  select case when sale.id is null then 'sale_missing' else 'sale_differs' end as "check", o.id as "orderId",
    o.number as "orderNumber", coalesce(sale.mode, 'live') as mode, o.currency,
    case when sale.total = o.total_amount then o.tax_amount else o.total_amount end as expected,
    case when sale.total = o.total_amount then sale.tax else coalesce(sale.total, 0) end as found
  from orders o left join lateral (
    select e.id, e.mode, coalesce(sum(l.amount) filter (where l.account = 'receivable'), 0)::bigint as total,
      coalesce(-sum(l.amount) filter (where l.account = 'tax_payable'), 0)::bigint as tax
    from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.source = 'sale:' || o.id group by e.id
  ) as sale on true
  where o.confirmed_at > ${begun} and o.subtotal_amount + o.shipping_amount > 0
    and (sale.id is null or sale.total <> o.total_amount or sale.tax <> o.tax_amount)`

const captures = sql`
  select 'capture' as "check", o.id as "orderId", o.number as "orderNumber", p.mode, p.currency, c.amount as expected,
    coalesce(booked.amount, 0) as found
  from captures c join payments p on p.id = c.payment_id join orders o on o.id = p.order_id left join lateral (
    select -sum(l.amount)::bigint as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
    where e.source = 'capture:' || c.id and l.account = 'receivable'
  ) as booked on true
  where c.state = 'done' and p.gateway <> 'stored_value' and c.done_at > ${begun}
    and c.amount is distinct from booked.amount`

const refunds = sql`
  select 'refund' as "check", o.id as "orderId", o.number as "orderNumber", p.mode, p.currency, meant.amount as expected,
    coalesce(booked.amount, 0) as found
  from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id cross join lateral (
    select case r.state when 'done' then r.amount else 0 end as amount
  ) as meant left join lateral (
    select coalesce(-sum(l.amount), 0)::bigint as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
    where e.source in ('refund:' || r.id, 'refund_failed:' || r.id) and l.family in ('gateway_clearing', 'bank')
  ) as booked on true
  where r.state <> 'created' and p.gateway <> 'stored_value' and r.done_at > ${begun}
    and meant.amount is distinct from booked.amount`

const canceled = sql`
  select 'canceled' as "check", o.id as "orderId", o.number as "orderNumber", e.mode, o.currency, 0::bigint as expected,
    o.total_amount as found
  from orders o join ledger_entries e on e.source = 'sale:' || o.id
  where o.state = 'canceled' and not exists (
    select 1 from ledger_entries back where back.source = 'sale_reversal:' || o.id)`

const open = sql`
  select 'open' as "check", o.id as "orderId", o.number as "orderNumber", e.mode, l.currency, 0::bigint as expected,
    sum(l.amount)::bigint as found
  from ledger_entries e join ledger_lines l on l.entry_id = e.id and l.account = 'receivable'
    join orders o on o.id = e.order_id
  where o.state = 'completed' or o.state = 'canceled' and o.canceled_at < now() - interval '1 day'
  group by o.id, o.number, e.mode, l.currency having sum(l.amount) <> 0`

/** Both modes together: what a card pays is booked in the mode of the payment beside it. */
/** What holders have, with what is held for payments, beside what the books say is owed; play money by itself. */
const owed = (check: 'gift_cards' | 'store_credit', holders: RawBuilder<unknown>, account: string) => sql`
  with holders as (
    select mode, currency, sum(amount)::bigint as amount from (${holders}) as each group by mode, currency
  ), booked as (
    select e.mode, l.currency, -sum(l.amount)::bigint as amount from ledger_lines l
    join ledger_entries e on e.id = l.entry_id where l.account = ${account}
    group by e.mode, l.currency
  )
  select ${check}::text as "check", null::uuid as "orderId", null::bigint as "orderNumber", mode, currency,
    coalesce(holders.amount, 0) as expected, coalesce(booked.amount, 0) as found
  from holders full join booked using (mode, currency)
  where coalesce(holders.amount, 0) <> coalesce(booked.amount, 0)`

const onCards = sql`
  select mode, currency, balance_amount as amount from gift_cards
  union all
  select g.mode, h.currency, h.amount from value_holds h join gift_cards g on g.id = h.gift_card_id
  where h.state = 'held'`

const onAccounts = sql`
  select mode, currency, balance_amount as amount from credit_accounts
  union all
  select a.mode, h.currency, h.amount from value_holds h join credit_accounts a on a.id = h.credit_account_id
  where h.state = 'held'`

const comparisons: readonly RawBuilder<unknown>[] = [
  zeroSum,
  sales,
  captures,
  refunds,
  canceled,
  open,
  owed('gift_cards', onCards, 'gift_card_liability'),
  owed('store_credit', onAccounts, 'store_credit_liability'),
]
