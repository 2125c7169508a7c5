import { sql } from 'kysely'

import type { Currency } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { Mode } from '../entry.ts'
import type { Known } from './match.ts'

type Wanted = Readonly<{
  gateway: string
  currency: Currency
  refs: readonly string[]
  /** Order numbers. */
  references: readonly string[]
}>

type Row = Omit<Known, 'feeBooked' | 'refs'> & { refs: (string | null)[]; fee_booked: number }

/** Every capture, refund and dispute that one of these names or numbers may mean. */
export async function readKnown(db: Db | Tx, { gateway, currency, refs, references }: Wanted): Promise<Known[]> {
  const numbers = references.filter((text) => /^\d{1,15}$/.test(text)).map(Number)
  const { rows } = await sql<Row>`${movementsOfOurs}
    select * from ours where gateway = ${gateway} and currency = ${currency}
      and (refs && ${[...refs]}::text[] or "orderNumber" = any (${numbers}::bigint[]))
    order by at, id`.execute(db)
  return rows.map(knownOf)
}

type Span = Readonly<{ gateway: string; currency: Currency; mode: Mode; from: Date; until: Date }>

/** What we took or gave back in a span of time and no report of this gateway names. */
export async function readMissingThere(db: Db | Tx, { gateway, currency, mode, from, until }: Span): Promise<Known[]> {
  const { rows } = await sql<Row>`${movementsOfOurs}
    select * from ours where gateway = ${gateway} and currency = ${currency} and mode = ${mode} and at >= ${from} and at <= ${until}
      and not exists (
        select 1 from payout_lines as line where line.gateway = ours.gateway and line.kind = ours.kind
          and (line.refs && ours.refs or line.reference = ours."orderNumber"::text))
    order by at, id limit 500`.execute(db)
  return rows.map(knownOf)
}

const knownOf = ({ fee_booked: feeBooked, refs, ...row }: Row): Known => ({
  ...row,
  mode: row.mode as Mode,
  feeBooked,
  refs: refs.filter((ref) => ref !== null),
})

/** Captures, refunds and disputes under one roof. */
const movementsOfOurs = sql`
  with ours as (
    select c.id, 'charge' as kind, c.amount, c.done_at as at, p.gateway, p.currency, p.mode, p.order_id as "orderId",
      o.number as "orderNumber", array[c.gateway_ref, p.gateway_ref, p.id::text] as refs,
      coalesce((select sum(l.amount) from ledger_entries e join ledger_lines l on l.entry_id = e.id
        where e.source = 'fee:' || c.id and l.family = 'fees'), 0)::bigint as fee_booked
    from captures c join payments p on p.id = c.payment_id join orders o on o.id = p.order_id
    where c.state = 'done'
    union all
    select r.id, 'refund', -r.amount, r.done_at, p.gateway, p.currency, p.mode, p.order_id, o.number,
      array[r.gateway_ref, p.gateway_ref, p.id::text] || array(select gateway_ref from captures where payment_id = p.id), 0
    from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id
    where r.state = 'done'
    union all
    select d.id, 'dispute', -d.amount, d.taken_at, p.gateway, p.currency, p.mode, p.order_id, o.number,
      array[d.gateway_ref, p.gateway_ref, p.id::text] || array(select gateway_ref from captures where payment_id = p.id), 0
    from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id
    where d.taken_at is not null
    union all
    select d.id, 'dispute', d.amount, coalesce(d.closed_at, d.taken_at), p.gateway, p.currency, p.mode, p.order_id,
      o.number, array[d.gateway_ref, p.gateway_ref, p.id::text] || array(select gateway_ref from captures where payment_id = p.id), 0
    from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id
    where d.state = 'won' and d.taken_at is not null
  )`
