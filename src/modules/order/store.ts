import { sql } from 'kysely'

import { newId, type CartId, type CustomerId, type OrderId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { Draft } from './draft.ts'
import { canBecome, type OrderState } from './states.ts'

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** Writes the frozen order with its lines, taxes and discounts, and answers its number. */
export async function insertOrder(tx: Tx, draft: Draft): Promise<number> {
  const { columns, lines, taxes, discounts } = draft
  const statement = sql<{ number: number }>`with placed as (
      insert into orders (id, cart_id, cart_version, state, market_id, language, currency, prices_include_tax, email, phone,
        shipping_address, billing_address, shipping_name, ships_on_from, ships_on_to, subtotal_amount, shipping_amount,
        tax_amount, total_amount, payment_method, note, placed_at, confirmed_at, customer_id, discount_amount,
        tax_relief_amount, reverse_charge, vat_id, vat_check_id, shipping_why, codes, channel, offered_until)
      values (${columns.id}, ${columns.cartId}, ${columns.cartVersion}, ${columns.state}, ${columns.marketId},
        ${columns.language}, ${columns.currency}, ${columns.taxIncluded}, ${columns.email}, ${columns.phone},
        ${json(columns.shippingAddress)}::jsonb, ${json(columns.billingAddress)}::jsonb, ${columns.shippingName},
        ${columns.arrivesFrom}, ${columns.arrivesTo}, ${columns.subtotal}, ${columns.shipping}, ${columns.tax},
        ${columns.total}, ${columns.paymentMethod}, ${columns.note}, ${columns.placedAt}, ${columns.confirmedAt},
        ${columns.customerId}, ${columns.discount}, ${columns.taxRelief}, ${columns.reverseCharge}, ${columns.vatId},
        ${columns.vatCheckId}, ${json(columns.shippingWhy)}::jsonb, ${json(columns.codes)}::jsonb,
        ${columns.channel}, ${columns.offeredUntil})
      returning id, number
    ), lines as (
      insert into order_lines (id, order_id, position, product_id, variant_id, title, variant_title, sku, slug, media_hash,
        quantity, unit_amount, list_amount, total_amount, tax_amount, weight_grams, requires_shipping, gift_card,
        base_amount, discount_amount, tax_relief_amount, why)
      select l.id, ${columns.id}::uuid, l.position, l.product_id, l.variant_id, l.title, l.variant_title, l.sku, l.slug,
        l.media_hash, l.quantity, l.unit_amount, l.list_amount, l.total_amount, l.tax_amount, l.weight_grams,
        l.requires_shipping, l.gift_card, l.base_amount, l.discount_amount, l.tax_relief_amount, l.why
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, position integer, product_id uuid,
        variant_id uuid, title text, variant_title text, sku text, slug text, media_hash text, quantity integer,
        unit_amount bigint, list_amount bigint, total_amount bigint, tax_amount bigint, weight_grams integer,
        requires_shipping boolean, gift_card boolean, base_amount bigint, discount_amount bigint,
        tax_relief_amount bigint, why jsonb)
    ), taxes as (
      insert into order_taxes (id, order_id, line_id, name, country, region, rate_ppm, base_amount, tax_amount)
      select t.id, ${columns.id}::uuid, t.line_id, t.name, t.country, t.region, t.rate_ppm, t.base_amount, t.tax_amount
      from jsonb_to_recordset(${JSON.stringify(taxes)}::jsonb) as t(id uuid, line_id uuid, name text, country text,
        region text, rate_ppm integer, base_amount bigint, tax_amount bigint)
    ), discounts as (
      insert into order_discounts (id, order_id, line_id, promotion_id, coupon_id, name, code, amount)
      select d.id, ${columns.id}::uuid, d.line_id, d.promotion_id, d.coupon_id, d.name, d.code, d.amount
      from jsonb_to_recordset(${JSON.stringify(discounts)}::jsonb) as d(id uuid, line_id uuid, promotion_id uuid,
        coupon_id uuid, name text, code text, amount bigint)
    )
    select number from placed`
  const [row] = await runNamed(tx, 'insert_order', statement)
  if (!row) throw new Error('the order was not written')
  return row.number
}

declare const locked: unique symbol
/** Only `lockOrder` makes one: no lock, no move. */
export type LockedOrder = Readonly<{
  id: OrderId
  number: number
  state: OrderState
  cartId: CartId
  cartVersion: number
  email: string
  customerId: CustomerId | null
  /** Until when its buyer may pay by a link; null when none was sent. */
  offeredUntil: Date | null
  /** Grows with each change, so that a screen can know that it is old. */
  version: number
  [locked]: true
}>

type LockedRow = {
  number: number
  state: OrderState
  cart_id: CartId
  cart_version: number
  email: string
  customer_id: CustomerId | null
  offered_until: Date | null
  version: number
}

/** The first statement of every command that changes an order; its payments and its stock are locked after it. */
export async function lockOrder(tx: Tx, id: OrderId): Promise<LockedOrder> {
  const statement = sql<LockedRow>`select number, state, cart_id, cart_version, email, customer_id, offered_until, version
    from orders where id = ${id} for update`
  const [row] = await runNamed(tx, 'lock_order', statement)
  if (!row) throw new RangeError(`no such order: ${id}`)
  const { number, state, version, email } = row
  return {
    id,
    number,
    state,
    version,
    email,
    cartId: row.cart_id,
    cartVersion: row.cart_version,
    customerId: row.customer_id,
    offeredUntil: row.offered_until,
  } as LockedOrder
}

const stamps = { open: 'confirmed_at', completed: 'completed_at', canceled: 'canceled_at' } as const

type Move = Readonly<
  | { to: keyof typeof stamps; now: Date; reason?: string; method?: string }
  | { to: 'pending'; method: string; now: Date }
  | { to: 'offered'; until: Date; now: Date }
>

/** @throws RangeError for a step that the table of states does not have. */
export async function moveOrder(tx: Tx, order: LockedOrder, move: Move): Promise<void> {
  const { to, now } = move
  if (!canBecome(order.state, to)) throw new RangeError(`a ${order.state} order cannot become ${to}`)
  await tx
    .updateTable('orders')
    .set((eb) => ({
      state: to,
      version: eb('version', '+', 1),
      ...(to === 'open' || to === 'completed' || to === 'canceled' ? { [stamps[to]]: now } : {}),
      ...('reason' in move && move.reason ? { cancel_reason: move.reason } : {}),
      ...('method' in move && move.method ? { payment_method: move.method } : {}),
      ...('until' in move ? { offered_until: move.until, canceled_at: null, cancel_reason: null } : {}),
    }))
    .where('id', '=', order.id)
    .execute()
}

/** Its buyer may pay until then. */
export async function extendOffer(tx: Tx, order: LockedOrder, until: Date): Promise<void> {
  await tx
    .updateTable('orders')
    .set((eb) => ({ offered_until: until, version: eb('version', '+', 1) }))
    .where('id', '=', order.id)
    .execute()
}

/** Something about it changed that is kept elsewhere: a screen that was read before is old. */
export async function touchOrder(tx: Tx, order: LockedOrder): Promise<void> {
  await tx
    .updateTable('orders')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', order.id)
    .execute()
}

type Note = Readonly<{ orderId: OrderId; body: string; actor: string; now: Date }>

/** What staff remember about an order; only staff see it. */
export async function addNote(tx: Tx, { orderId, body, actor, now }: Note): Promise<void> {
  await tx
    .insertInto('order_notes')
    .values({ id: newId<'order_note'>(), order_id: orderId, actor, body, at: now })
    .execute()
}
