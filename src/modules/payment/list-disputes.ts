import { sql } from 'kysely'

import type { DisputeId, OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db } from '#platform/db'
import { matches } from './list-attention.ts'
import type { Dispute } from './payment.ts'
import type { Mode } from './port.ts'

export type DisputeSummary = Readonly<{
  id: DisputeId
  orderId: OrderId
  orderNumber: number
  gateway: string
  mode: Mode
  state: Dispute['state']
  amount: Money
  reason: string
  dueAt: Date | null
  openedAt: Date
}>

export type DisputeSearch = Readonly<{
  /** Those in one of these states; all without it. */
  states?: readonly Dispute['state'][] | undefined
  /** An order's number, or part of its buyer's address. */
  search: string
  limit: number
  offset: number
}>

type Row = {
  id: DisputeId
  order_id: OrderId
  number: number
  gateway: string
  mode: Mode
  state: Dispute['state']
  amount: number
  currency: string
  reason: string
  due_at: Date | null
  opened_at: Date
  total: number
}

const isDecided = sql`d.state in ('won', 'lost')`

/** Those to answer first, by when they must be; then the newest. */
export async function listDisputes(
  db: Db,
  { states, search, limit, offset }: DisputeSearch,
): Promise<{ rows: DisputeSummary[]; total: number }> {
  const { rows } = await sql<Row>`select d.id, p.order_id, o.number, p.gateway, p.mode, d.state, d.amount, p.currency,
      d.reason, d.due_at, d.opened_at, count(*) over () as total
    from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id
    where ${states ? sql`d.state = any (${[...states]}::text[])` : sql`true`} and ${matches(search)}
    order by ${isDecided}, case when not ${isDecided} then d.due_at end nulls last, d.opened_at desc, d.id
    limit ${limit} offset ${offset}`.execute(db)
  return { rows: rows.map(summaryOf), total: rows[0]?.total ?? 0 }
}

const summaryOf = ({ number, amount, currency, ...row }: Row): DisputeSummary => ({
  id: row.id,
  orderId: row.order_id,
  orderNumber: number,
  gateway: row.gateway,
  mode: row.mode,
  state: row.state,
  amount: money(amount, currencyOf(currency)),
  reason: row.reason,
  dueAt: row.due_at,
  openedAt: row.opened_at,
})
