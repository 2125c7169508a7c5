import { sql, type Selectable } from 'kysely'

import type { CartId, OrderId, ShippingMethodId } from '#kernel/id'
import { touchCart, type LockedCart } from '#modules/cart'
import { promotionVersionSql } from '#modules/promotion'
import { checkOf, noTaxSettings, TAX_SETTINGS, taxSettings, type TaxSettings, type VatCheck } from '#modules/tax'
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

/** What was typed, and what the quote must know besides, in the statement that runs anyway. */
export type KnownFacts = Readonly<{
  checkout: CheckoutFacts
  /** What a register said last about the VAT ID that was typed. */
  vatCheck: VatCheck | null
  taxSettings: TaxSettings
  /** For `readPromotions`: whether what is in memory still holds. */
  promotionVersion: string
}>

type FactsRow = Nullable<Row> & {
  customer_email: string | null
  check_id: string | null
  check_state: string | null
  holder_name: string | null
  checked_at: Date | null
  tax_settings: unknown
  promotion_version: string
}
type Nullable<T> = { [Column in keyof T]: T[Column] | null }

/**
 * Null when there is no such cart. A customer's address stands in for one that was not typed yet; `vatId` is one that was
 * typed and is not kept yet.
 */
export async function readFacts(db: Db, cartId: CartId, vatId: string | null = null): Promise<KnownFacts | null> {
  const statement = sql<FactsRow>`
    select c.*, u.email as customer_email, v.id as check_id, v.state as check_state, v.holder_name, v.checked_at,
      ${promotionVersionSql} as promotion_version, (select value from settings where key = ${TAX_SETTINGS}) as tax_settings
    from carts cart left join checkouts c on c.cart_id = cart.id left join customers u on u.id = cart.customer_id
      left join lateral (
        select id, state, holder_name, checked_at from vat_checks where vat_id = coalesce(${vatId}::text, c.vat_id)
        order by checked_at desc limit 1
      ) v on true
    where cart.id = ${cartId}`
  const [row] = await runNamed(db, 'read_checkout', statement)
  if (!row) return null
  const settings = taxSettings.safeParse(row.tax_settings)
  return {
    checkout: row.cart_id === null ? { ...emptyCheckout, email: row.customer_email } : factsOf(row),
    vatCheck: checkIn(row),
    taxSettings: settings.success ? settings.data : noTaxSettings,
    promotionVersion: row.promotion_version,
  }
}

const factsOf = (row: FactsRow): CheckoutFacts => ({
  email: row.email ?? row.customer_email,
  phone: row.phone,
  country: row.country,
  shippingAddress: addressOf(row.shipping_address),
  billingAddress: addressOf(row.billing_address),
  shippingMethodId: row.shipping_method_id as ShippingMethodId | null,
  paymentMethod: row.payment_method,
  vatId: row.vat_id,
  note: row.note ?? '',
})

function checkIn({ check_id: id, check_state: state, holder_name: name, checked_at: at }: FactsRow): VatCheck | null {
  if (id === null || state === null || at === null) return null
  return checkOf({ id, state, holder_name: name ?? '', checked_at: at })
}

/** Writes what differs; then an order that was being made from the old version is out of date. */
export async function saveFacts(tx: Tx, cart: LockedCart, facts: CheckoutFacts): Promise<void> {
  if (await writeFacts(tx, cart.id, facts)) await touchCart(tx, cart)
}

/**
 * Writes what differs, and answers whether something did. By itself only for the order that has just taken the cart: its
 * version has proved that nobody else wrote.
 */
export async function writeFacts(tx: Tx, cartId: CartId, facts: CheckoutFacts): Promise<boolean> {
  const json = (address: Address | null) => (address ? JSON.stringify(address) : null)
  const statement = sql`
    insert into checkouts as c (cart_id, email, phone, country, shipping_address, billing_address, shipping_method_id,
      payment_method, vat_id, note)
    values (${cartId}, ${facts.email}, ${facts.phone}, ${facts.country}, ${json(facts.shippingAddress)}::jsonb,
      ${json(facts.billingAddress)}::jsonb, (select id from shipping_methods where id = ${facts.shippingMethodId}),
      ${facts.paymentMethod}, ${facts.vatId}, ${facts.note})
    on conflict (cart_id) do update set email = excluded.email, phone = excluded.phone, country = excluded.country,
      shipping_address = excluded.shipping_address, billing_address = excluded.billing_address,
      shipping_method_id = excluded.shipping_method_id, payment_method = excluded.payment_method,
      vat_id = excluded.vat_id, note = excluded.note, updated_at = now()
    where (c.email, c.phone, c.country, c.shipping_address, c.billing_address, c.shipping_method_id, c.payment_method,
      c.vat_id, c.note) is distinct from (excluded.email, excluded.phone, excluded.country, excluded.shipping_address,
      excluded.billing_address, excluded.shipping_method_id, excluded.payment_method,
      excluded.vat_id, excluded.note)
    returning cart_id`
  const rows = await runNamed(tx, 'save_checkout', statement)
  return rows.length > 0
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
