import { sql, type RawBuilder } from 'kysely'

import type { OrderId } from '#kernel/id'
import { currencyOf, money, type Money } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Mode } from './port.ts'

/**
 * mismatch: money that fits nothing, and that nobody has tried to give back. late: taken in the last half year for an order that is called off, and not on its way back. refund_failed,
 * capture_failed: the gateway said no, and nobody has dealt with it. expiring: set aside, and free again within two days.
 * unclear: the gateway has not said for half an hour what became of a payment, a refund or a capture.
 */
export const attentionKinds = ['mismatch', 'late', 'refund_failed', 'capture_failed', 'expiring', 'unclear'] as const
export type AttentionKind = (typeof attentionKinds)[number]

/** Money that somebody must look at. */
export type Attention = Readonly<{
  kind: AttentionKind
  id: string
  orderId: OrderId
  orderNumber: number
  amount: Money
  gateway: string
  mode: Mode
  /** What does not fit, or the gateway's word for why; '' where there is none. */
  why: string
  at: Date
  /** When it is too late. */
  until: Date | null
}>

const matters = sql`
  select case when u.failure is null then 'mismatch' else 'refund_failed' end as kind, u.id, p.order_id, u.amount,
    u.currency, u.gateway, p.mode, coalesce(u.failure, u.why) as why, u.seen_at as at,
    null::timestamptz as until
  from unmatched_money u join payments p on p.id = u.payment_id where u.state = 'seen'
  union all
  select 'late', p.id, p.order_id, p.captured_amount - p.refunded_amount, p.currency, p.gateway, p.mode, '',
    coalesce(p.settled_at, p.created_at), null
  from payments p join orders o on o.id = p.order_id
  where o.state = 'canceled' and o.placed_at > now() - interval '180 days' and p.captured_amount > p.refunded_amount + p.refunding_amount
    and not exists (select from refunds r where r.payment_id = p.id and r.state = 'failed' and r.handled_at is null)
  union all
  select 'refund_failed', r.id, p.order_id, r.amount, p.currency, p.gateway, p.mode, coalesce(r.failure, ''),
    coalesce(r.done_at, r.created_at), null
  from refunds r join payments p on p.id = r.payment_id where r.state = 'failed' and r.handled_at is null
  union all
  select 'capture_failed', c.id, p.order_id, c.amount, p.currency, p.gateway, p.mode, coalesce(c.failure, ''),
    coalesce(c.done_at, c.created_at), p.expires_at
  from captures c join payments p on p.id = c.payment_id
  where c.state = 'failed' and p.state = 'authorized' and not p.voiding
    and not exists (select from captures n where n.payment_id = p.id and n.id > c.id)
  union all
  select 'expiring', p.id, p.order_id, p.authorized_amount - p.captured_amount, p.currency, p.gateway, p.mode, '',
    coalesce(p.settled_at, p.created_at), p.expires_at
  from payments p where p.state = 'authorized' and not p.voiding and p.expires_at < now() + interval '2 days'
  union all
  select 'unclear', p.id, p.order_id, p.amount, p.currency, p.gateway, p.mode, '', p.created_at, null
  from payments p where p.state in ('created', 'pending') and p.deadline_at < now() - interval '30 minutes'
    and p.gateway not in ('offline', 'stored_value') and p.failure_code is distinct from 'mismatch'
  union all
  select 'unclear', r.id, p.order_id, r.amount, p.currency, p.gateway, p.mode, '', r.created_at, null
  from refunds r join payments p on p.id = r.payment_id
  where r.state = 'created' and r.created_at < now() - interval '30 minutes'
  union all
  select 'unclear', c.id, p.order_id, c.amount, p.currency, p.gateway, p.mode, '', c.created_at, p.expires_at
  from captures c join payments p on p.id = c.payment_id
  where c.state = 'created' and c.created_at < now() - interval '30 minutes'`

export type AttentionSearch = Readonly<{
  kind?: AttentionKind | undefined
  /** An order's number, or part of its buyer's address. */
  search: string
  limit: number
  offset: number
}>

type Row = {
  kind: AttentionKind
  id: string
  order_id: OrderId
  number: number
  amount: number
  currency: string
  gateway: string
  mode: Mode
  why: string
  at: Date
  until: Date | null
  total: number
}

/** What is urgent first: what ends soonest, then the newest. */
export async function listAttention(
  db: Db,
  { kind, search, limit, offset }: AttentionSearch,
): Promise<{ rows: Attention[]; total: number }> {
  const ofKind = kind ? sql`m.kind = ${kind}` : sql`true`
  const { rows } = await sql<Row>`select m.*, o.number, count(*) over () as total
    from (${matters}) as m join orders o on o.id = m.order_id
    where ${ofKind} and ${matches(search)}
    order by m.until nulls last, m.at desc, m.id limit ${limit} offset ${offset}`.execute(db)
  return { rows: rows.map(attentionOf), total: rows[0]?.total ?? 0 }
}

const attentionOf = ({ order_id: orderId, number, amount, currency, kind, ...row }: Row): Attention => ({
  kind,
  id: row.id,
  orderId,
  orderNumber: number,
  amount: money(amount, currencyOf(currency)),
  gateway: row.gateway,
  mode: row.mode,
  why: row.why,
  at: row.at,
  until: row.until,
})

/** Of orders `o`: by number, or by a part of the buyer's address. */
export function matches(search: string): RawBuilder<boolean> {
  const words = search.trim().toLowerCase()
  if (words === '') return sql<boolean>`true`
  const number = /^#?(\d{1,12})$/.exec(words)?.[1]
  if (number) return sql<boolean>`o.number = ${Number(number)}`
  return sql<boolean>`lower(o.email) like ${`%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
}

/** How much waits for somebody's look, and how many disputes and questions of banks for an answer. */
export async function countAttention(db: Db): Promise<{ attention: number; disputes: number }> {
  const { rows } = await sql<{ attention: number; disputes: number }>`select
    (select count(*) from (${matters}) as m) as attention,
    (select count(*) from disputes where state in ('inquiry', 'open')) as disputes`.execute(db)
  return rows[0] ?? { attention: 0, disputes: 0 }
}
