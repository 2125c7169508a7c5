import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { newId, type OrderId, type PromotionId } from '#kernel/id'
import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCoupon, aPromotion, couponInput, promotionInput, type BuiltCoupon } from '#testing/promotions'
import { changeCoupon, releaseCoupons, savePromotion, useCoupons } from './index.ts'

const { db } = testDb(20)

type Given = Pick<BuiltCoupon, 'promotionId'> & Partial<BuiltCoupon>
const discountOf = ({ promotionId, couponId = undefined, code = undefined }: Given) => ({
  promotionId,
  couponId: couponId ?? null,
  code: code ?? null,
  name: 'Ten off',
})

const order = (given: readonly Given[], email: string, orderId: OrderId = newId()) =>
  command(db, (tx) => useCoupons(tx, { orderId, email, customerId: null, discounts: given.map(discountOf) }))
const drop = (orderId: OrderId) => command(db, async (tx) => ok(await releaseCoupons(tx, orderId)))

/** As many at once as there are connections, a hundred in all; how many got it. */
async function race(one: (index: number) => ReturnType<typeof order>): Promise<number> {
  const results = await Promise.all(Array.from({ length: 100 }, (_, index) => one(index)))
  const refused = results.filter((result) => !result.ok)
  expect(refused.every((result) => !result.ok && result.refusal.code === 'coupon_exhausted')).toBe(true)
  return results.length - refused.length
}

const living = async (promotionId: PromotionId): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from promotion_uses
    where promotion_id = ${promotionId} and released_at is null`.execute(db)
  return rows[0]?.n ?? 0
}

describe.each([1, 5])('a hundred orders at once, %i may have it', (limit) => {
  test('of a code', async () => {
    const coupon = await aCoupon(db, { maxUses: limit })
    expect(await race((index) => order([coupon], `buyer${index}@example.com`))).toBe(limit)
    expect(await living(coupon.promotionId)).toBe(limit)
  })

  test('of a promotion, by whichever of its codes', async () => {
    const promotionId = await aPromotion(db, { byCode: true, maxUses: limit })
    const codes = await Promise.all([1, 2, 3].map(() => aCoupon(db, { promotion: promotionId })))
    expect(await race((index) => order([codes[index % 3] ?? { promotionId }], `buyer${index}@example.com`))).toBe(limit)
    expect(await living(promotionId)).toBe(limit)
  })

  test('of an automatic promotion', async () => {
    const promotionId = await aPromotion(db, { maxUses: limit })
    expect(await race((index) => order([{ promotionId }], `buyer${index}@example.com`))).toBe(limit)
  })

  test('for each customer, however the address is written', async () => {
    const promotionId = await aPromotion(db, { byCode: true, maxUsesPerCustomer: limit })
    const coupon = await aCoupon(db, { promotion: promotionId })
    const spellings = ['ana@example.com', 'ANA@example.com ', 'Ana+shop@Example.com', 'ana+2@example.com']
    expect(await race((index) => order([coupon], spellings[index % 4] ?? ''))).toBe(limit)
    expect((await order([coupon], 'ben@example.com')).ok).toBe(true)
    expect(await living(promotionId)).toBe(limit + 1)
  })
})

test('orders with the same two offers, named in any order, do not stop each other', async () => {
  const one = await aCoupon(db, { promotion: { maxUses: 60 } })
  const other = await aCoupon(db, { promotion: { maxUses: 60 } })
  const both = (index: number) => order(index % 2 ? [one, other] : [other, one], `buyer${index}@example.com`)
  expect(await race(both)).toBe(60)
})

test('a refusal names the code and leaves nothing taken', async () => {
  const free = await aCoupon(db)
  const rare = await aCoupon(db, { maxUses: 1 })
  await order([rare], 'ana@example.com')
  expect(await order([free, rare], 'ben@example.com')).toEqual({
    ok: false,
    refusal: { code: 'coupon_exhausted', coupon: rare.code },
  })
  expect(await living(free.promotionId)).toBe(0)
  const automatic = await aPromotion(db, { name: 'First ones', maxUses: 1 })
  await order([{ promotionId: automatic }], 'ana@example.com')
  expect(await order([{ promotionId: automatic }], 'ben@example.com')).toMatchObject({ refusal: { coupon: 'Ten off' } })
})

test('the same order counts once, and what is dropped is free again, once', async () => {
  const coupon = await aCoupon(db, { maxUses: 2, promotion: { maxUsesPerCustomer: 2, maxUses: 2 } })
  const first = newId<'order'>()
  expect((await order([coupon, coupon], 'ana@example.com', first)).ok).toBe(true)
  expect((await order([coupon], 'ana@example.com', first)).ok).toBe(true)
  expect((await order([coupon], 'ana@example.com')).ok).toBe(true)
  expect((await order([coupon], 'ana@example.com')).ok).toBe(false)

  await Promise.all(Array.from({ length: 10 }, () => drop(first)))
  await drop(first)
  expect(await race(() => order([coupon], 'ana@example.com'))).toBe(1)
})

test('an order that had given back takes its part again, if there is any left', async () => {
  const coupon = await aCoupon(db, { maxUses: 1, promotion: { maxUses: 1, maxUsesPerCustomer: 1 } })
  const offered = newId<'order'>()
  const again = () => order([coupon], 'ana@example.com', offered)
  await again()
  await drop(offered)
  expect((await again()).ok).toBe(true)
  expect((await order([coupon], 'ana@example.com')).ok).toBe(false)

  await drop(offered)
  expect((await order([coupon], 'ben@example.com')).ok).toBe(true)
  expect((await again()).ok).toBe(false)
  expect(await living(coupon.promotionId)).toBe(1)
})

test('used and given back at the same time, the counts stay true', async () => {
  const coupon = await aCoupon(db, { maxUses: 5, promotion: { maxUses: 5, maxUsesPerCustomer: 5 } })
  const tryAndDrop = async (index: number) => {
    const orderId = newId<'order'>()
    const taken = await order([coupon], 'ana@example.com', orderId)
    if (taken.ok && index % 2 === 0) await Promise.all([drop(orderId), drop(orderId)])
    return living(coupon.promotionId)
  }
  const seen = await Promise.all(Array.from({ length: 60 }, (_, index) => tryAndDrop(index)))
  expect(Math.max(...seen)).toBeLessThanOrEqual(5)
  const { rows } = await sql<{ used: number[] }>`select array[p.used, c.used, k.used] as used from promotions p
    join coupons c on c.promotion_id = p.id join promotion_customers k on k.promotion_id = p.id
    where p.id = ${coupon.promotionId}`.execute(db)
  expect(new Set(rows[0]?.used)).toEqual(new Set([await living(coupon.promotionId)]))
})

describe('a limit that comes later', () => {
  test('counts what was used before, also by orders that are being placed just now', async () => {
    const coupon = await aCoupon(db)
    const promotion = promotionInput({ byCode: true, maxUses: 40 })
    const saveLimit = () => command(db, (tx) => savePromotion(tx, { id: coupon.promotionId, promotion, actor: 'test' }))
    const [saved, ...orders] = await Promise.all([
      new Promise((go) => setTimeout(go, 5)).then(saveLimit),
      ...Array.from({ length: 100 }, (_, index) => order([coupon], `buyer${index}@example.com`)),
    ])
    const placed = orders.filter((one) => one.ok).length
    expect(await living(coupon.promotionId)).toBe(placed)
    if (saved.ok) expect(placed).toBe(40)
    else expect(saved.refusal).toMatchObject({ problems: [{ path: 'maxUses', code: 'limit_below_used' }] })
  })

  /** Saves a limit of one, and does all the rest before that is committed. */
  const whileSaving = async <T>({ promotionId }: Given, rest: () => Promise<T>): Promise<T> => {
    const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>()
    const { promise: begun, resolve: tellBegun } = Promise.withResolvers<void>()
    const saving = command(db, async (tx) => {
      const promotion = promotionInput({ byCode: true, maxUses: 1 })
      const saved = await savePromotion(tx, { id: promotionId, promotion, actor: 'test' })
      tellWritten()
      await begun
      await new Promise((go) => setTimeout(go, 100))
      return saved
    })
    await written
    const doing = rest()
    tellBegun()
    expect((await saving).ok).toBe(true)
    return doing
  }

  test('holds for an order that began before it was there', async () => {
    const coupon = await aCoupon(db)
    const placed = await whileSaving(coupon, () =>
      Promise.all(['ana', 'ben', 'eva'].map((name) => order([coupon], `${name}@example.com`))),
    )
    expect(placed.filter(({ ok: isPlaced }) => isPlaced)).toHaveLength(1)
  })

  test('gets back what is dropped while it is being saved', async () => {
    const coupon = await aCoupon(db)
    const first = newId<'order'>()
    await order([coupon], 'ana@example.com', first)
    await whileSaving(coupon, () => drop(first))
    expect(await race((index) => order([coupon], `buyer${index}@example.com`))).toBe(1)
  })

  test('cannot be lower than what was used', async () => {
    const coupon = await aCoupon(db)
    for (const name of ['ana', 'ben']) await order([coupon], `${name}@example.com`)
    const change = (maxUses: number) =>
      command(db, (tx) =>
        changeCoupon(tx, {
          id: coupon.couponId,
          promotionId: coupon.promotionId,
          coupon: couponInput({ maxUses }),
          actor: 'test',
        }),
      )
    expect(await change(1)).toMatchObject({ refusal: { code: 'limit_below_used', used: 2 } })
    expect((await change(3)).ok).toBe(true)
    expect(await race((index) => order([coupon], `buyer${index}@example.com`))).toBe(1)
  })
})

test('a story begins with a promotion that can be saved', async () => {
  await expect(
    done(db, (tx) => savePromotion(tx, { promotion: promotionInput({ name: ' ' }), actor: 'test' })),
  ).rejects.toThrow('name_missing')
})
