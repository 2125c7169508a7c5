import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type CartId } from '#kernel/id'
import { addCode } from '#modules/cart'
import { placeOrder } from '#modules/placement'
import { cancelOrder } from '#modules/settlement'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, place, testShop, totalOf } from '#testing/orders'
import { aCoupon, aPromotion, type BuiltCoupon } from '#testing/promotions'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

type Wish = { count: number; code?: string; emailOf?: (index: number) => string }

/** Filled checkouts over stock that does not run out, each with the code typed in, and the total that each was shown. */
async function checkouts({ count, code, emailOf = (index) => `buyer${index}@example.com` }: Wish) {
  const variant = await aVariant(db, { price: 2000, stock: 10_000 })
  const one = async (index: number) => {
    const parts = { email: emailOf(index), paymentMethod: 'bank_transfer' }
    const cartId = await aCheckout(db, { lines: [[variant, 1]], parts })
    if (code !== undefined) await done(db, (tx) => addCode(tx, { cartId, code }))
    return { cartId, seenTotal: await totalOf(shop, cartId) }
  }
  const all: { cartId: CartId; seenTotal: number }[] = []
  for (let from = 0; from < count; from += 20) {
    const batch = Array.from({ length: Math.min(20, count - from) }, (_, index) => one(from + index))
    all.push(...(await Promise.all(batch)))
  }
  return all
}

/** All click at once. How many got the order they were shown, and with what the others were refused. */
async function clickAtOnce(all: Awaited<ReturnType<typeof checkouts>>) {
  const outcomes = await Promise.all(all.map((each) => placeOrder(shop, { ...each, key: newId() })))
  const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]))
  return { placed: outcomes.length - refusals.length, refusals }
}

const ordersWith = async ({ promotionId }: Pick<BuiltCoupon, 'promotionId'>) => {
  const { rows } = await sql<{ discounted: number; uses: number }>`select
    (select count(distinct o.id)::int from orders o join order_discounts d on d.order_id = o.id
      where d.promotion_id = ${promotionId} and o.state <> 'canceled') as discounted,
    (select count(*)::int from promotion_uses where promotion_id = ${promotionId} and released_at is null) as uses
  `.execute(db)
  return rows[0]
}

describe('whole checkouts, all at once', () => {
  test.each([
    [1, 40],
    [5, 40],
    [100, 200],
  ])('a code for %i orders and %i shoppers (C05)', async (limit, shoppers) => {
    const coupon = await aCoupon(db, { maxUses: limit })
    const all = await checkouts({ count: shoppers, code: coupon.code })
    const { placed, refusals } = await clickAtOnce(all)
    expect(placed).toBe(limit)
    expect(await ordersWith(coupon)).toEqual({ discounted: limit, uses: limit })
    // Nobody pays the full price without having been asked.
    const told = ['coupon_exhausted', 'total_changed']
    expect(refusals.filter(({ code }) => !told.includes(code))).toEqual([])
    expect(refusals.every((refusal) => 'total' in refusal && refusal.total.amount > (all[0]?.seenTotal ?? 0))).toBe(
      true,
    )
  })

  test('once for each customer, however the address is written (C06)', async () => {
    const coupon = await aCoupon(db, { promotion: { maxUsesPerCustomer: 1 } })
    const spellings = ['ana@example.com', 'ANA@Example.com', 'ana+1@example.com', 'Ana+two@example.com']
    const emailOf = (index: number): string => spellings[index % spellings.length] ?? ''
    const all = await checkouts({ count: 20, code: coupon.code, emailOf })
    expect((await clickAtOnce(all)).placed).toBe(1)
    expect(await ordersWith(coupon)).toEqual({ discounted: 1, uses: 1 })
  })

  test('an automatic offer for the first ones', async () => {
    const promotionId = await aPromotion(db, { name: 'First five', maxUses: 5 })
    const all = await checkouts({ count: 40 })
    expect((await clickAtOnce(all)).placed).toBe(5)
    expect(await ordersWith({ promotionId })).toEqual({ discounted: 5, uses: 5 })
  })
})

test('a canceled order gives its use back, and the next one may have it', async () => {
  const coupon = await aCoupon(db, { maxUses: 1 })
  const [first, second] = await checkouts({ count: 2, code: coupon.code })
  if (!first || !second) throw new Error('no checkouts')
  const placed = await place(shop, first.cartId)
  if (!placed.ok) throw new Error('not placed')
  expect((await placeOrder(shop, { ...second, key: newId() })).ok).toBe(false)
  const { orderId } = placed.value
  await cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor: 'test' })
  expect(await ordersWith(coupon)).toEqual({ discounted: 0, uses: 0 })
  expect((await placeOrder(shop, { ...second, key: newId() })).ok).toBe(true)
  expect(await ordersWith(coupon)).toEqual({ discounted: 1, uses: 1 })
})
