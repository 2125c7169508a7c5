import { beforeAll, expect, test } from 'vitest'

import { newId, type CartId, type VariantId } from '#kernel/id'
import { addCode, removeCode } from '#modules/cart'
import { readCheckout } from '#modules/checkout'
import { readOrder } from '#modules/order'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop } from '#testing/orders'
import { aCoupon } from '#testing/promotions'
import { placeOrder } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
let mug: VariantId

beforeAll(async () => {
  await anOpenShop(db)
  mug = await aVariant(db, { price: 2000, stock: 1000 })
})

const aCart = () => aCheckout(db, { lines: [[mug, 2]], parts: { paymentMethod: 'bank_transfer' } })
const add = (cartId: CartId, code: string) => command(db, (tx) => addCode(tx, { cartId, code }))
const remove = (cartId: CartId, code: string) => command(db, (tx) => removeCode(tx, { cartId, code }))
const usesOf = async (code: string) =>
  (await db.selectFrom('coupons').select('used').where('code', '=', code).executeTakeFirstOrThrow()).used

test('codes that come and go while the button is pressed: what is ordered is what was seen, and counted once (C07)', async () => {
  const { code } = await aCoupon(db, {
    code: 'HALF',
    maxUses: 1000,
    promotion: { reward: { kind: 'percent_order', ppm: 500_000 } },
  })
  let discounted = 0
  for (let round = 0; round < 20; round += 1) {
    const cartId = await aCart()
    const full = await look(cartId)
    await add(cartId, code)
    const half = await look(cartId)
    const outcomes = await Promise.all([
      ...Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? remove(cartId, code) : add(cartId, code))),
      ...[full, half].map((seenTotal) => placeOrder(shop, { cartId, key: newId(), seenTotal })),
    ])
    const orders = await db.selectFrom('orders').select(['id', 'total_amount']).where('cart_id', '=', cartId).execute()
    expect(orders.length).toBeLessThanOrEqual(1)
    for (const placed of outcomes.slice(8))
      if (!placed.ok) expect(['total_changed', 'busy']).toContain(placed.refusal.code)
    const [row] = orders
    if (!row) continue
    const order = await readOrder(db, row.id as Parameters<typeof readOrder>[1])
    expect([full, half]).toContain(row.total_amount)
    const isDiscounted = row.total_amount === half
    expect(order?.discounts.map((one) => one.code)).toEqual(isDiscounted ? [code] : [])
    if (isDiscounted) discounted += 1
    expect(await usesOf(code)).toBe(discounted)
  }
})

async function look(cartId: CartId): Promise<number> {
  const view = await readCheckout(db, cartId, { now: shop.clock.now(), methods: shop.methods.offered() })
  if (!view) throw new Error('no cart')
  return view.quote.total.amount
}

test('a code that five may use, at forty carts at once: five orders have it, the others are offered the full price (C05)', async () => {
  const { code } = await aCoupon(db, { code: 'FIVE', maxUses: 5 })
  const carts = await Promise.all(Array.from({ length: 40 }, aCart))
  await Promise.all(carts.map((cartId) => add(cartId, code)))
  const seen = await look(carts[0] as CartId)
  const outcomes = await Promise.all(carts.map((cartId) => place(shop, cartId, { seenTotal: seen })))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5)
  for (const outcome of outcomes) {
    if (outcome.ok) continue
    expect(['coupon_exhausted', 'total_changed']).toContain(outcome.refusal.code)
    if (outcome.refusal.code === 'coupon_exhausted') expect(outcome.refusal.total.amount).toBeGreaterThan(seen)
  }
  expect(await usesOf(code)).toBe(5)
})

test('the frozen order adds up in the database too: a wrong sum is refused', async () => {
  const cartId = await aCart()
  await add(cartId, 'HALF')
  const placed = await place(shop, cartId)
  if (!placed.ok) throw new Error('refused')
  const { orderId } = placed.value
  const change = (table: 'orders' | 'order_lines', column: string) =>
    db
      .updateTable(table)
      .set({ [column]: 1 })
      .where(table === 'orders' ? 'id' : 'order_id', '=', orderId)
      .execute()
  await expect(change('orders', 'discount_amount')).rejects.toThrow('orders_total')
  await expect(change('order_lines', 'discount_amount')).rejects.toThrow('order_lines_total')
})
