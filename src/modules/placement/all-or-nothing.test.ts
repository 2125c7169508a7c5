import { setTimeout as soon } from 'node:timers/promises'

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { newId, type CartId, type VariantId } from '#kernel/id'
import { reserve } from '#modules/inventory'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop, totalOf } from '#testing/orders'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const ordersOf = (cartIds: readonly CartId[]) =>
  db.selectFrom('orders').select('cart_id').where('cart_id', 'in', cartIds).execute()
const cartOf = (cartId: CartId) => db.selectFrom('carts').selectAll().where('id', '=', cartId).executeTakeFirst()

/** Another order takes a piece and is not through yet: those who begin meanwhile all wait, and then go on at once. */
async function whileTaken<T>(variantId: VariantId, begin: readonly (() => Promise<T>)[]): Promise<T[]> {
  const begun: Promise<T>[] = []
  const lines = [{ variantId, quantity: 1 }]
  await command(db, async (tx) => {
    const taken = await reserve(tx, { orderId: newId<'order'>(), lines, holdSeconds: null, actor: 'customer' })
    begun.push(...begin.map((one) => one()))
    while ((await waiting()) < begin.length) await soon(10)
    return taken
  })
  return Promise.all(begun)
}

/** How many wait for what another transaction has. */
async function waiting(): Promise<number> {
  const { rows } = await sql`select distinct pid from pg_locks l join pg_stat_activity a using (pid)
    where not l.granted and a.datname = current_database()`.execute(db)
  return rows.length
}

test('who comes a moment too late for the last piece has ordered nothing, and the cart is as it was', async () => {
  const mug = await aVariant(db, { stock: 1 })
  const cartId = await aCheckout(db, { lines: [[mug, 1]] })
  const [before, seenTotal, key] = [await cartOf(cartId), await totalOf(shop, cartId), newId()]

  const [placed] = await whileTaken(mug, [() => place(shop, cartId, { key, seenTotal })])

  expect(placed).toMatchObject({ ok: false, refusal: { code: 'not_enough_stock', available: 0 } })
  expect(await ordersOf([cartId])).toEqual([])
  expect(await cartOf(cartId)).toEqual(before)
  const keys = await db.selectFrom('idempotency_keys').select('key').where('key', '=', key).execute()
  expect(keys).toEqual([])
})

test('one key sent for five carts in one tick orders one of them', async () => {
  const mug = await aVariant(db, { stock: 50 })
  const cartIds = await Promise.all(Array.from({ length: 5 }, () => aCheckout(db, { lines: [[mug, 1]] })))
  const [seenTotal, key] = [await totalOf(shop, cartIds[0] ?? newId<'cart'>()), newId()]

  const placed = await whileTaken(
    mug,
    cartIds.map((cartId) => () => place(shop, cartId, { key, seenTotal })),
  )

  const codes = placed.map((one) => (one.ok ? 'ok' : one.refusal.code))
  expect(codes.toSorted()).toEqual(['key_reused', 'key_reused', 'key_reused', 'key_reused', 'ok'])
  expect(await ordersOf(cartIds)).toHaveLength(1)
})
