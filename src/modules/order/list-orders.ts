import { sql, type RawBuilder } from 'kysely'

import type { OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import { paymentStatus, type PaymentStatus } from '#modules/payment'
import type { Db } from '#platform/db'
import { sortedBy, type Sort } from '#platform/sort'
import { fulfillmentStatus, type FulfillmentStatus, type OrderState } from './states.ts'
import { sums, waits } from './waiting.ts'

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
  /** Agreed orders of which something is still to be sent, or not paid yet. */
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
  removed: number
  total_amount: number
  currency: string
  payment_method: string
  authorized: number
  captured: number
  refunded: number
}

/** Sums of different currencies cannot be held against each other: each stands among its own. */
const columns = {
  number: sql`o.number`,
  placed: sql`o.placed_at`,
  total: sql`o.currency, o.total_amount`,
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
      l.pieces, l.sent, l.removed, p.authorized, p.captured, p.refunded
    from page o
      cross join lateral (
        select coalesce(sum(l.quantity), 0) as pieces, coalesce(sum(f.sent), 0) as sent,
          (select coalesce(sum(removed_quantity), 0) from refund_lines where order_id = o.id) as removed
        from order_lines l left join lateral (
          select sum(quantity) as sent from fulfillment_lines where order_line_id = l.id) f on true
        where l.order_id = o.id
      ) l
      cross join lateral (${sums}) p
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
  fulfillmentStatus: fulfillmentStatus({ ordered: row.pieces, sent: row.sent, removed: row.removed }),
})
