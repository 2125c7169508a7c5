import { sql, type Selectable } from 'kysely'

import type { CartId, OrderId, ShippingMethodId } from '#kernel/id'
import { touchCart, type LockedCart } from '#modules/cart'
import type { Db, Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { Checkouts } from '#platform/tables'
import { addressSchema, emptyCheckout, type Address, type CheckoutFacts } from './checkout.ts'

type Row = Selectable<Checkouts>

/** Anything that no longer has the form of an address is no address. */
function addressOf(value: unknown): Address | null {
  const parsed = addressSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

export async function readFacts(db: Db, cartId: CartId): Promise<CheckoutFacts> {
  const [row] = await runNamed(db, 'read_checkout', sql<Row>`select * from checkouts where cart_id = ${cartId}`)
  if (!row) return emptyCheckout
  return {
    email: row.email,
    phone: row.phone,
    country: row.country,
    shippingAddress: addressOf(row.shipping_address),
    billingAddress: addressOf(row.billing_address),
    shippingMethodId: row.shipping_method_id as ShippingMethodId | null,
    paymentMethod: row.payment_method,
    note: row.note,
  }
}

/** Writes what differs; then an order that was being made from the old version is out of date. */
export async function saveFacts(tx: Tx, cart: LockedCart, facts: CheckoutFacts): Promise<void> {
  const json = (address: Address | null) => (address ? JSON.stringify(address) : null)
  const statement = sql`
    insert into checkouts as c (cart_id, email, phone, country, shipping_address, billing_address, shipping_method_id,
      payment_method, note)
    values (${cart.id}, ${facts.email}, ${facts.phone}, ${facts.country}, ${json(facts.shippingAddress)}::jsonb,
      ${json(facts.billingAddress)}::jsonb, (select id from shipping_methods where id = ${facts.shippingMethodId}),
      ${facts.paymentMethod}, ${facts.note})
    on conflict (cart_id) do update set email = excluded.email, phone = excluded.phone, country = excluded.country,
      shipping_address = excluded.shipping_address, billing_address = excluded.billing_address,
      shipping_method_id = excluded.shipping_method_id, payment_method = excluded.payment_method, note = excluded.note,
      updated_at = now()
    where (c.email, c.phone, c.country, c.shipping_address, c.billing_address, c.shipping_method_id, c.payment_method,
      c.note) is distinct from (excluded.email, excluded.phone, excluded.country, excluded.shipping_address,
      excluded.billing_address, excluded.shipping_method_id, excluded.payment_method, excluded.note)
    returning cart_id`
  const rows = await runNamed(tx, 'save_checkout', statement)
  if (rows.length > 0) await touchCart(tx, cart)
}

type Key = Readonly<{ scope: string; key: string }>

/** False when the key was used before: then nothing may be done again. Waits for one who is using it right now. */
export async function claimKey(tx: Tx, claim: Key & { requestHash: string; orderId: OrderId }): Promise<boolean> {
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ scope: claim.scope, key: claim.key, request_hash: claim.requestHash, order_id: claim.orderId })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst()
  return claimed.numInsertedOrUpdatedRows === 1n
}

/** What was done under this key, or null. */
export async function findKey(
  db: Db,
  { scope, key }: Key,
): Promise<{ requestHash: string; orderId: OrderId | null } | null> {
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'order_id'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { requestHash: row.request_hash, orderId: row.order_id as OrderId | null } : null
}
