import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'

import { currencyOf, money } from '#kernel/money'
import { fulfillmentStatus } from '#modules/order'
import { paymentStatus } from '#modules/payment'
import type { Db } from '#platform/db'
import { pageNumber, searchText } from '../listing.ts'
import type { OrderRow, OrderState, OrderView, Page } from '../types.ts'

const views = ['all', 'to_ship', 'unpaid', 'open', 'pending', 'completed', 'canceled'] as const satisfies OrderView[]

export const orderListQuery = z.strictObject({
  view: z.enum(views).default('all'),
  search: searchText,
  page: pageNumber,
})

type Wanted = z.output<typeof orderListQuery>

const PAGE_SIZE = 50

const pieces = sql<number>`(select coalesce(sum(quantity), 0)::integer from order_lines l
  where l.order_id = orders.id)`
const sent = sql<number>`(select coalesce(sum(f.quantity), 0)::integer from fulfillment_lines f
  join fulfillments on fulfillments.id = f.fulfillment_id where fulfillments.order_id = orders.id)`
const captured = sql<number>`(select coalesce(sum(p.amount), 0)::bigint from payments p
  where p.order_id = orders.id and p.state = 'captured')`
const authorized = sql<number>`(select coalesce(sum(p.amount), 0)::bigint from payments p
  where p.order_id = orders.id and p.state in ('authorized', 'captured'))`
const refunded = sql<number>`(select coalesce(sum(r.amount), 0)::bigint from refunds r
  join payments p on p.id = r.payment_id where p.order_id = orders.id and r.state = 'done')`

/** Those that wait for a parcel; those that wait for money. Both are about agreed orders only. */
export const isToShip = sql<SqlBool>`orders.state = 'open' and ${pieces} > ${sent}`
export const isUnpaid = sql<SqlBool>`orders.state = 'open' and ${captured} < orders.total_amount`

function viewed(view: OrderView): Expression<SqlBool> {
  if (view === 'all') return sql<SqlBool>`true`
  if (view === 'to_ship') return isToShip
  if (view === 'unpaid') return isUnpaid
  return sql<SqlBool>`orders.state = ${view}`
}

/** A number finds that order; other words are looked for in mail address, names and SKUs. */
function searched(search: string): Expression<SqlBool> {
  if (search === '') return sql<SqlBool>`true`
  const number = /^#?(\d{1,12})$/.exec(search)?.[1]
  if (number) return sql<SqlBool>`orders.number = ${number}::bigint`
  const part = `%${search.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(lower(orders.email) like ${part}
    or lower(orders.billing_address->>'name') like ${part} or lower(orders.shipping_address->>'name') like ${part}
    or orders.id in (select order_id from order_lines where lower(sku) like ${part}))`
}

/** One page of orders, the newest first, in two statements. */
export async function listOrders(
  db: Db,
  { view, search, page }: Wanted,
  pageSize = PAGE_SIZE,
): Promise<Page<OrderRow>> {
  const wanted = db.selectFrom('orders').where(viewed(view)).where(searched(search))
  const { total } = await wanted.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .select(['id', 'number', 'placed_at', 'email', 'state', 'currency', 'total_amount'])
    .select([
      sql<string>`coalesce(shipping_address, billing_address)->>'name'`.as('customer'),
      sql<string>`coalesce(shipping_address, billing_address)->>'country'`.as('country'),
      pieces.as('items'),
      sent.as('sent'),
      captured.as('captured'),
      authorized.as('authorized'),
      refunded.as('refunded'),
    ])
    .orderBy('placed_at', 'desc')
    .orderBy('id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows: rows.map(rowOf), total, page, pageSize }
}

type Row = {
  id: string
  number: number
  placed_at: Date
  email: string
  state: string
  currency: string
  total_amount: number
  customer: string | null
  country: string | null
  items: number
  sent: number
  captured: number
  authorized: number
  refunded: number
}

const rowOf = (row: Row): OrderRow => ({
  id: row.id,
  number: row.number,
  placedAt: row.placed_at.toISOString(),
  customer: row.customer ?? '',
  email: row.email,
  country: row.country ?? '',
  items: row.items,
  total: money(row.total_amount, currencyOf(row.currency)),
  state: row.state as OrderState,
  payment: paymentStatus({
    due: row.total_amount,
    authorized: row.authorized,
    captured: row.captured,
    refunded: row.refunded,
  }),
  fulfillment: fulfillmentStatus({ ordered: row.items, sent: row.sent }),
})
