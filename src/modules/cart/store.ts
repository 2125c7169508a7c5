import { sql } from 'kysely'

import { newId, type CartId, type CustomerId, type MarketId, type OrderId, type VariantId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { Cart, CartClosed } from './cart.ts'
import { cartColumns, cartOf, type CartRow } from './queries.ts'
import { hashOf, type CartToken } from './token.ts'

declare const locked: unique symbol
/** Only `lockCart` makes one, and every write asks for one: no lock, no write. */
export type LockedCart = Cart & { readonly [locked]: true }

/**
 * Takes the cart for a change. Lines must be read by a later statement: this one's view of them is older than the lock.
 */
export async function lockCart(tx: Tx, cartId: CartId): Promise<Result<LockedCart, CartClosed>> {
  const statement = sql<CartRow>`select ${cartColumns} from carts c join markets m on m.id = c.market_id
    where c.id = ${cartId} for update of c`
  const [row] = await runNamed(tx, 'lock_cart', statement)
  if (!row) throw new RangeError(`no such cart: ${cartId}`)
  const cart = cartOf(row)
  if (cart.state === 'paying') return refuse({ code: 'payment_in_progress' })
  if (cart.state === 'ordered') return refuse({ code: 'cart_ordered' })
  return ok(cart as LockedCart)
}

type NewCart = { token: CartToken; marketId: MarketId; language: string; customerId?: CustomerId | null }

export async function insertCart(tx: Tx, { token, marketId, language, customerId = null }: NewCart): Promise<CartId> {
  const id = newId<'cart'>()
  await tx
    .insertInto('carts')
    .values({ id, token_hash: hashOf(token), market_id: marketId, language, customer_id: customerId })
    .execute()
  return id
}

const bumped = (cart: LockedCart) =>
  sql`bumped as (update carts set version = version + 1, updated_at = now() where id = ${cart.id})`

type Line = { variantId: VariantId; quantity: number; unitAmount: number }

export async function saveLine(tx: Tx, cart: LockedCart, line: Line): Promise<void> {
  await saveLines(tx, cart, [line])
}

/** Writes these lines, new or changed, and makes the cart's version one higher. */
export async function saveLines(tx: Tx, cart: LockedCart, lines: readonly Line[]): Promise<void> {
  const rows = lines.map((line) => ({
    variant_id: line.variantId,
    quantity: line.quantity,
    unit_amount: line.unitAmount,
  }))
  const statement = sql`with ${bumped(cart)}
    insert into cart_lines (cart_id, variant_id, quantity, unit_amount)
    select ${cart.id}::uuid, variant_id, quantity, unit_amount
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(variant_id uuid, quantity integer, unit_amount bigint)
    on conflict (cart_id, variant_id) do update set quantity = excluded.quantity, unit_amount = excluded.unit_amount`
  await runNamed(tx, 'save_cart_lines', statement)
}

export async function deleteLines(tx: Tx, cart: LockedCart, variantIds: readonly VariantId[]): Promise<void> {
  await sql`with ${bumped(cart)}
    delete from cart_lines where cart_id = ${cart.id} and variant_id = any(${[...variantIds]}::uuid[])`.execute(tx)
}

export async function saveMarket(
  tx: Tx,
  cart: LockedCart,
  to: { marketId: MarketId; language: string },
): Promise<void> {
  await tx
    .updateTable('carts')
    .set((eb) => ({
      market_id: to.marketId,
      language: to.language,
      version: eb('version', '+', 1),
      updated_at: sql<Date>`now()`,
    }))
    .where('id', '=', cart.id)
    .execute()
}

export async function saveCustomerOf(tx: Tx, cart: LockedCart, customerId: CustomerId | null): Promise<void> {
  await tx
    .updateTable('carts')
    .set((eb) => ({ customer_id: customerId, version: eb('version', '+', 1), updated_at: sql<Date>`now()` }))
    .where('id', '=', cart.id)
    .execute()
}

/** Keeps a code of at most 64 capitals, and makes the cart's version one higher. */
export async function insertCode(tx: Tx, cart: LockedCart, code: string): Promise<void> {
  await sql`with ${bumped(cart)}
    insert into cart_codes (cart_id, code) values (${cart.id}, ${code}) on conflict do nothing`.execute(tx)
}

export async function deleteCode(tx: Tx, cart: LockedCart, code: string): Promise<void> {
  await sql`with ${bumped(cart)} delete from cart_codes where cart_id = ${cart.id} and code = ${code}`.execute(tx)
}

/** For what belongs to a cart but is kept elsewhere: the address changed, so an order in the making is out of date. */
export async function touchCart(tx: Tx, cart: LockedCart): Promise<void> {
  await sql`with ${bumped(cart)} select 1`.execute(tx)
}

type Taken = { cartId: CartId; version: number; orderId: OrderId; state: 'paying' | 'ordered' }

/** Gives the cart to an order if it is still open and still in this version: of many who try, one gets it. */
export async function takeCart(tx: Tx, { cartId, version, orderId, state }: Taken): Promise<boolean> {
  const taken = await tx
    .updateTable('carts')
    .set({ state, order_id: orderId, updated_at: sql<Date>`now()` })
    .where('id', '=', cartId)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** The payment came through: this cart is done. */
export async function closeCart(tx: Tx, { cartId, orderId }: { cartId: CartId; orderId: OrderId }): Promise<void> {
  await tx
    .updateTable('carts')
    .set({ state: 'ordered' })
    .where('id', '=', cartId)
    .where('order_id', '=', orderId)
    .execute()
}

/** The payment did not come through: the shopper has the cart back, as it was, to try another way. */
export async function reopenCart(tx: Tx, { cartId, orderId }: { cartId: CartId; orderId: OrderId }): Promise<void> {
  await tx
    .updateTable('carts')
    .set((eb) => ({ state: 'open', order_id: null, version: eb('version', '+', 1) }))
    .where('id', '=', cartId)
    .where('order_id', '=', orderId)
    .where('state', '=', 'paying')
    .execute()
}
