import { sql } from 'kysely'

import { newId, type LocationId, type OrderId, type ProductId, type VariantId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { StockPolicy } from './stock.ts'

/** The one location of a shop that has never named another; made when first asked for. */
export async function mainLocation(tx: Tx): Promise<LocationId> {
  const found = await tx.selectFrom('locations').select('id').where('code', '=', 'main').executeTakeFirst()
  if (found) return found.id as LocationId
  const made = await tx
    .insertInto('locations')
    .values({ id: newId<'location'>(), code: 'main', name: 'Main' })
    .onConflict((same) => same.column('code').doUpdateSet({ code: 'main' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id as LocationId
}

declare const locked: unique symbol
/** Only `lockLevels` makes one: no lock, no write. */
export type LockedLevel = Readonly<{
  variantId: VariantId
  productId: ProductId
  locationId: LocationId
  onHand: number
  reserved: number
  policy: StockPolicy
  [locked]: true
}>

/** The levels of these variants, made where there were none, locked in the order of their ids. */
export async function lockLevels(tx: Tx, variantIds: readonly VariantId[]): Promise<Map<VariantId, LockedLevel>> {
  const locationId = await mainLocation(tx)
  const found = await selectLocked(tx, locationId, variantIds)
  if (found.size === new Set(variantIds).size) return found
  await sql`insert into stock_levels (variant_id, location_id)
    select id, ${locationId} from unnest(${[...variantIds]}::uuid[]) as id order by id
    on conflict do nothing`.execute(tx)
  return selectLocked(tx, locationId, variantIds)
}

async function selectLocked(
  tx: Tx,
  locationId: LocationId,
  variantIds: readonly VariantId[],
): Promise<Map<VariantId, LockedLevel>> {
  const { rows } = await sql<LockedLevel>`
    select s.variant_id as "variantId", v.product_id as "productId", s.location_id as "locationId",
      s.on_hand as "onHand", s.reserved, s.policy
    from stock_levels s join variants v on v.id = s.variant_id
    where s.location_id = ${locationId} and s.variant_id = any(${[...variantIds]}::uuid[])
    order by s.variant_id for update of s`.execute(tx)
  return new Map(rows.map((row) => [row.variantId, row]))
}

export type LevelChange = Readonly<{
  level: LockedLevel
  onHand: number
  policy: StockPolicy
  kind: 'adjust' | 'import'
  reason: string
  actor: string
}>

/** Writes counted levels and their rows of the ledger. */
export async function saveLevels(tx: Tx, changes: readonly LevelChange[]): Promise<void> {
  const rows = changes.map(({ level, onHand, policy, kind, reason, actor }) => ({
    variant_id: level.variantId,
    location_id: level.locationId,
    on_hand: onHand,
    change: onHand - level.onHand,
    policy,
    kind,
    reason,
    actor,
  }))
  await sql`with change as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(variant_id uuid, location_id uuid,
        on_hand integer, change integer, policy text, kind text, reason text, actor text)
    ), saved as (
      update stock_levels s set on_hand = c.on_hand, policy = c.policy from change c
      where s.variant_id = c.variant_id and s.location_id = c.location_id returning s.variant_id, s.reserved
    )
    insert into stock_movements (variant_id, location_id, kind, on_hand_change, reserved_change, on_hand_after,
      reserved_after, reason, actor)
    select c.variant_id, c.location_id, c.kind, c.change, 0, c.on_hand, s.reserved, c.reason, c.actor
    from change c join saved s using (variant_id) where c.change <> 0`.execute(tx)
}

export type Held = {
  variantId: VariantId
  productId: ProductId | null
  policy: StockPolicy | null
  /** On hand less reserved, before this order took its part. */
  available: number | null
  taken: boolean
}
export type Hold = Readonly<{
  orderId: OrderId
  lines: readonly { variantId: VariantId; quantity: number }[]
  /** How long, by the database's clock; null: until staff decide. */
  holdSeconds: number | null
  actor: string
}>

/**
 * Takes each variant only if enough of it is free, and says for each whether it did. Rows are locked in the order of
 * their ids, so that two orders never wait for each other. They are named by an array: of a list in JSON the database
 * expects a hundred, and then reads whole tables.
 */
export async function hold(tx: Tx, { orderId, lines, holdSeconds, actor }: Hold): Promise<Held[]> {
  const wanted = lines.map((line) => ({ id: newId(), variant_id: line.variantId, quantity: line.quantity }))
  const statement = sql<Held>`with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id uuid, variant_id uuid, quantity integer)
    ), free as (
      select s.variant_id, s.location_id, s.policy, s.on_hand - s.reserved as available from stock_levels s
      where s.variant_id = any(${wanted.map((line) => line.variant_id)}::uuid[])
        and s.location_id = (select id from locations where code = 'main')
      order by s.variant_id for update
    ), taken as (
      update stock_levels s set reserved = s.reserved + w.quantity from wanted w, free f
      where s.variant_id = w.variant_id and f.variant_id = s.variant_id and f.location_id = s.location_id
        and s.policy <> 'untracked' and (s.policy = 'continue' or s.on_hand - s.reserved >= w.quantity)
      returning w.id, s.variant_id, s.location_id, w.quantity, s.on_hand, s.reserved
    ), booked as (
      insert into reservations (id, order_id, variant_id, location_id, quantity, expires_at)
      select id, ${orderId}::uuid, variant_id, location_id, quantity,
        now() + ${holdSeconds}::integer * interval '1 second' from taken
      on conflict (order_id, variant_id, location_id) do update set quantity = excluded.quantity, state = 'held',
        expires_at = excluded.expires_at, created_at = now() where reservations.state = 'released'
    ), noted as (
      insert into stock_movements (variant_id, location_id, kind, on_hand_change, reserved_change, on_hand_after,
        reserved_after, order_id, actor)
      select variant_id, location_id, 'reserve', 0, quantity, on_hand, reserved, ${orderId}::uuid, ${actor} from taken
    )
    select w.variant_id as "variantId", (select product_id from variants where id = w.variant_id) as "productId",
      f.policy, f.available, (t.id is not null) as taken
    from wanted w left join free f on f.variant_id = w.variant_id left join taken t on t.id = w.id`
  return runNamed(tx, 'hold_stock', statement)
}

/** What becomes of held or sold stock: which reservations turn, and what that does to the counts. */
const turns = {
  commit: { from: 'held', to: 'committed', kind: 'sell', onHand: -1, reserved: -1 },
  release: { from: 'held', to: 'released', kind: 'release', onHand: 0, reserved: -1 },
  restock: { from: 'committed', to: 'restocked', kind: 'restock', onHand: 1, reserved: 0 },
} as const

export type Moved = { productId: ProductId; policy: StockPolicy; availableAfter: number; quantity: number }
type Turn = { orderId: OrderId; turn: keyof typeof turns; reason: string; actor: string }

/** Turns all of an order's reservations that are in the right state; a second call finds none and does nothing. */
export async function turn(tx: Tx, { orderId, turn: which, reason, actor }: Turn): Promise<Moved[]> {
  const { from, to, kind, onHand, reserved } = turns[which]
  const statement = sql<Moved>`with turned as (
      update reservations set state = ${to} where order_id = ${orderId} and state = ${from}
      returning variant_id, location_id, quantity - restocked_quantity as quantity
    ), ours as (
      select s.variant_id, s.location_id, t.quantity from stock_levels s join turned t using (variant_id, location_id)
      where t.quantity > 0
      order by s.variant_id for update of s
    ), moved as (
      update stock_levels s
      set on_hand = s.on_hand + o.quantity * ${onHand}::integer, reserved = s.reserved + o.quantity * ${reserved}::integer
      from ours o where s.variant_id = o.variant_id and s.location_id = o.location_id
      returning s.variant_id, s.location_id, s.on_hand, s.reserved, s.policy, o.quantity
    ), noted as (
      insert into stock_movements (variant_id, location_id, kind, on_hand_change, reserved_change, on_hand_after,
        reserved_after, reason, order_id, actor)
      select variant_id, location_id, ${kind}, quantity * ${onHand}::integer, quantity * ${reserved}::integer, on_hand,
        reserved, ${reason}, ${orderId}::uuid, ${actor} from moved
    )
    select v.product_id as "productId", m.policy, m.on_hand - m.reserved as "availableAfter", m.quantity
    from moved m join variants v on v.id = m.variant_id`
  return runNamed(tx, 'turn_stock', statement)
}

export type Restock = Readonly<{
  orderId: OrderId
  lines: readonly { variantId: VariantId; quantity: number }[]
  reason: string
  actor: string
}>

/** Puts pieces of a sold order back, never more than it bought less what came back before. Answers what was put back. */
export async function restockPieces(tx: Tx, { orderId, lines, reason, actor }: Restock): Promise<Moved[]> {
  const rows = lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity }))
  const statement = sql<Moved>`with wanted as (
      select variant_id, sum(quantity)::integer as quantity
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(variant_id uuid, quantity integer) group by variant_id
    ), turned as (
      update reservations r set restocked_quantity = r.restocked_quantity + w.quantity from wanted w
      where r.order_id = ${orderId} and r.variant_id = w.variant_id and r.state = 'committed'
        and r.restocked_quantity + w.quantity <= r.quantity
      returning r.variant_id, r.location_id, w.quantity
    ), ours as (
      select s.variant_id, s.location_id, t.quantity from stock_levels s join turned t using (variant_id, location_id)
      order by s.variant_id for update of s
    ), moved as (
      update stock_levels s set on_hand = s.on_hand + o.quantity from ours o
      where s.variant_id = o.variant_id and s.location_id = o.location_id
      returning s.variant_id, s.location_id, s.on_hand, s.reserved, s.policy, o.quantity
    ), noted as (
      insert into stock_movements (variant_id, location_id, kind, on_hand_change, reserved_change, on_hand_after,
        reserved_after, reason, order_id, actor)
      select variant_id, location_id, 'restock', quantity, 0, on_hand, reserved, ${reason}, ${orderId}::uuid, ${actor}
      from moved
    )
    select v.product_id as "productId", m.policy, m.on_hand - m.reserved as "availableAfter", m.quantity
    from moved m join variants v on v.id = m.variant_id`
  return runNamed(tx, 'restock_pieces', statement)
}
