import { sql, type RawBuilder } from 'kysely'

import type { OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import { paymentStatus, type PaymentStatus } from '#modules/payment'
import type { Db } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'
import { fulfillmentStatus, type FulfillmentStatus, type OrderState } from './states.ts'

export type OrderSummary = Readonly<{
  id: OrderId
  number: number
  state: OrderState
  placedAt: Date
  email: string
  name: string
  country: string
  pieces: number
  total: Money
  paymentMethod: string
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
}>

export type OrderSearch = Readonly<{
  /** A number, or part of an e-mail address, a name or a SKU. */
  search?: string | undefined
  state?: OrderState | undefined
  /** Agreed orders of which something is not sent, or not paid yet. */
  waitsFor?: 'parcel' | 'money' | undefined
  /** The newest first unless asked for otherwise. */
  sort?: Sort<'number' | 'placed' | 'total'> | undefined
  /** Counted from 1. */
  page?: number | undefined
  perPage?: number | undefined
}>

type Row = {
  id: OrderId
  number: number
  state: OrderState
  placed_at: Date
  email: string
  name: string
  country: string
  pieces: number
  sent: number
  total_amount: number
  currency: string
  payment_method: string
  authorized: number
  captured: number
  refunded: number
}

const waits = {
  // Gift cards are mailed by themselves.
  parcel: sql<boolean>`o.state = 'open' and
    (select coalesce(sum(quantity), 0) from order_lines where order_id = o.id and not gift_card) >
    (select coalesce(sum(fl.quantity), 0) from fulfillment_lines fl join order_lines l on l.id = fl.order_line_id
      where l.order_id = o.id and not l.gift_card)`,
  money: sql<boolean>`o.state = 'open' and o.total_amount >
    (select coalesce(sum(case when state = 'authorized' then authorized_amount else captured_amount end), 0)
      from payments where order_id = o.id)`,
}

/** Sums of different currencies cannot be held against each other: each stands among its own. */
const columns = {
  number: sql`o.number`,
  placed: sql`o.placed_at`,
  total: sql`o.currency, o.total_amount`,
}

/** How many agreed orders wait for a parcel, and how many for their money. */
export async function countWaiting(db: Db): Promise<{ parcel: number; money: number }> {
  const { rows } = await sql<{ parcel: number; money: number }>`select
    count(*) filter (where ${waits.parcel}) as parcel, count(*) filter (where ${waits.money}) as money
    from orders o where o.state = 'open'`.execute(db)
  return rows[0] ?? { parcel: 0, money: 0 }
}

/** Orders for staff, in two statements; `found` is how many there are in all. */
export async function listOrders(
  db: Db,
  { search = '', state, waitsFor, sort = { by: 'placed', isDown: true }, page = 1, perPage = 50 }: OrderSearch,
): Promise<{ orders: OrderSummary[]; found: number }> {
  const limit = Math.min(Math.max(perPage, 1), 100)
  const conditions = [matches(search.trim())]
  if (state) conditions.push(sql<boolean>`o.state = ${state}`)
  if (waitsFor) conditions.push(waits[waitsFor])
  const wanted = sql.join(conditions, sql` and `)
  const order = sql.join([sortedBy(sort, columns), sql`o.placed_at desc`, sql`o.id`])
  const { rows: counts } = await sql<{ found: number }>`
    select count(*) as found from orders o where ${wanted}`.execute(db)
  const { rows } = await sql<Row>`
    with page as (
      select o.* from orders o where ${wanted}
      order by ${order} limit ${limit} offset ${(Math.max(page, 1) - 1) * limit}
    )
    select o.id, o.number, o.state, o.placed_at, o.email, o.total_amount, o.currency, o.payment_method,
      coalesce(o.billing_address->>'name', '') as name,
      coalesce(o.shipping_address->>'country', o.billing_address->>'country', '') as country,
      l.pieces, l.sent, p.authorized, p.captured, p.refunded
    from page o
      cross join lateral (
        select coalesce(sum(l.quantity), 0) as pieces, coalesce(sum(f.sent), 0) as sent
        from order_lines l left join lateral (
          select sum(quantity) as sent from fulfillment_lines where order_line_id = l.id) f on true
        where l.order_id = o.id
      ) l
      cross join lateral (
        select
          coalesce(sum(authorized_amount - captured_amount) filter (where state = 'authorized' and not voiding), 0)
            as authorized,
          coalesce(sum(captured_amount - coalesce(r.strange, 0)), 0) as captured,
          coalesce(sum(refunded_amount + refunding_amount - coalesce(r.strange, 0)), 0) as refunded
        from payments p left join lateral (
          select sum(amount) as strange from refunds where payment_id = p.id and state <> 'failed'
            and reason = 'late_payment' and o.confirmed_at is not null) r on true
        where p.order_id = o.id
      ) p
    order by ${order}`.execute(db)
  return { orders: rows.map(summaryOf), found: counts[0]?.found ?? 0 }
}

function matches(search: string): RawBuilder<boolean> {
  if (search === '') return sql<boolean>`true`
  const number = /^#?(\d{1,12})$/.exec(search)?.[1]
  if (number) return sql<boolean>`o.number = ${Number(number)}`
  const part = `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<boolean>`(lower(o.email) like ${part} or lower(o.billing_address->>'name') like ${part}
    or lower(o.shipping_address->>'name') like ${part}
    or o.id in (select order_id from order_lines where lower(sku) like ${part}))`
}

const summaryOf = (row: Row): OrderSummary => ({
  id: row.id,
  number: row.number,
  state: row.state,
  placedAt: row.placed_at,
  email: row.email,
  name: row.name,
  country: row.country,
  pieces: row.pieces,
  total: money(row.total_amount, currencyOf(row.currency)),
  paymentMethod: row.payment_method,
  paymentStatus: paymentStatus({
    due: row.total_amount,
    authorized: row.authorized,
    captured: row.captured,
    refunded: row.refunded,
  }),
  fulfillmentStatus: fulfillmentStatus({ ordered: row.pieces, sent: row.sent }),
})
