import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { CartId, OrderId } from '#kernel/id'
import type { Db } from '#platform/db'
import { remembered } from '#platform/remembered'
import type { Seen } from './defense.ts'

export type Try = Readonly<{
  /** Of the click: the same again is the same try. */
  key: string
  cartId: CartId
  /** When the order is there already and only its payment is new. */
  orderId?: OrderId
  /** As `callerOf` of the platform answers it. */
  network: string
  email: string
}>

const hashOf = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')

/** `203.0.113.9` → `203.0.113`; an IPv6 network of 64 bits → its 48. */
export const rangeOf = (network: string): string => {
  const mark = network.includes(':') ? ':' : '.'
  return network.split(mark).slice(0, 3).join(mark)
}

/** Written before anything is decided about it: a hundred that come at once see each other. */
export async function insertTry(db: Db, { key, cartId, orderId, network, email }: Try): Promise<void> {
  await db
    .insertInto('payment_tries')
    .values({
      key,
      cart_id: cartId,
      order_id: orderId ?? null,
      network,
      range: rangeOf(network),
      email_hash: hashOf(email),
    })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** A try with its payment; a payment that a gateway declined is one that failed there, not one that it refused to make. */
const tries = sql`select t.network, t.range, t.cart_id, t.email_hash, t.at, p.fingerprint,
    case when p.state in ('authorized', 'captured') then 'passed'
      when p.state = 'failed' and p.gateway_ref is not null then 'declined' else 'open' end as outcome
  from payment_tries t
    left join idempotency_keys k on k.scope = 'place_order' and k.key = t.key
    left join lateral (
      select state, gateway_ref, fingerprint from payments
      where order_id = coalesce(t.order_id, k.order_id) and gateway not in ('offline', 'stored_value')
      order by created_at desc, id desc limit 1
    ) p on true`

type Around = {
  open: number
  declined: number
  passed: number
  range_declined: number
  range_passed: number
  worst_card: number
}

/** What `verdictOn` wants to know. */
export async function readSeen(db: Db, { cartId, network, email }: Try, now: Date): Promise<Omit<Seen, 'shop'>> {
  const { rows } = await sql<Around>`
    with own as (
      ${tries} where t.at > now() - interval '10 minutes'
        and (t.network = ${network} or t.cart_id = ${cartId} or t.email_hash = ${hashOf(email)})
    ), around as (
      ${tries} where t.range = ${rangeOf(network)} and t.at > now() - interval '10 minutes'
    ), cards as (
      select count(*) as declined from payments
      where fingerprint in (select fingerprint from own where fingerprint is not null)
        and state = 'failed' and settled_at > ${now}::timestamptz - interval '1 hour'
      group by fingerprint
    )
    select (count(*) filter (where outcome = 'open'))::integer as open,
      (count(*) filter (where outcome = 'declined'))::integer as declined,
      (count(*) filter (where outcome = 'passed'))::integer as passed,
      (select count(*) from around where outcome = 'declined')::integer as range_declined,
      (select count(*) from around where outcome = 'passed')::integer as range_passed,
      (select coalesce(max(declined), 0) from cards)::integer as worst_card
    from own`.execute(db)
  const [row] = rows
  if (!row) throw new Error('counting answered nothing')
  return {
    own: { open: row.open, declined: row.declined, passed: row.passed },
    range: { declined: row.range_declined, passed: row.range_passed },
    worstCard: row.worst_card,
  }
}

const always = (_now: Date): string => ''

/** All that gateways decided in the last five minutes. Counted once a second at most: it is the same for everybody. */
export const readShop = remembered(async (db, now: Date): Promise<Seen['shop']> => {
  const { rows } = await sql<{ decided: number; declined: number }>`
    select count(*)::integer as decided,
      (count(*) filter (where state = 'failed' and gateway_ref is not null))::integer as declined
    from payments
    where gateway not in ('offline', 'stored_value') and settled_at > ${now}::timestamptz - interval '5 minutes'`.execute(
    db,
  )
  return rows[0] ?? { decided: 0, declined: 0 }
}, always)

/** Orders that wait for their payment, begun from this network. */
export async function openOrdersFrom(db: Db, network: string): Promise<OrderId[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct o.id from payment_tries t
      left join idempotency_keys k on k.scope = 'place_order' and k.key = t.key
      join orders o on o.id = coalesce(t.order_id, k.order_id)
    where t.network = ${network} and t.at > now() - interval '1 hour' and o.state = 'pending'
    order by o.id limit 50`.execute(db)
  return rows.map(({ id }) => id as OrderId)
}

/** Nobody looks further back than an hour. */
export async function tidyTries(db: Db): Promise<void> {
  await sql`delete from payment_tries where at < now() - interval '1 day'`.execute(db)
}

/** For emptying the demo. */
export async function emptyTries(db: Db): Promise<void> {
  await db.deleteFrom('payment_tries').execute()
}
