import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { ok } from '#kernel/result'
import { createDb, createPool } from '#platform/db'
import { aCategory, aCollection, aMarket, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCoupon, aPromotion, picked, promotionInput } from '#testing/promotions'
import {
  changeCoupon,
  promotionVersionSql,
  readPromotions,
  savePromotion,
  switchPromotion,
  useCoupons,
} from './index.ts'

const { db, url } = testDb()
const other = createDb(createPool(url))
afterAll(() => other.destroy())

const now = new Date('2026-03-01T12:00:00Z')
type Asked = Parameters<typeof readPromotions>[1]
const read = async (words: Partial<Asked> = {}, from = db) => {
  const { id } = await aMarket(db)
  return readPromotions(from, { marketId: id, codes: [], now, customerKey: null, ...words })
}
const names = async (words: Partial<Asked> = {}, from = db): Promise<string[]> =>
  (await read(words, from)).offers.map(({ name }) => name)

describe('what is switched on', () => {
  test('counts from the next quote on, in every process', async () => {
    const before = await names({}, other)
    const id = await aPromotion(db, { name: 'Spring' })
    expect(await names({}, other)).toEqual([...before, 'Spring'])

    const promotion = promotionInput({ name: 'May' })
    await done(other, (tx) => savePromotion(tx, { id, promotion, expectedVersion: 1, actor: 'test' }))
    expect(await names()).toContain('May')

    await done(db, (tx) => switchPromotion(tx, { id, active: false, actor: 'test' }))
    expect(await names({}, other)).toEqual(before)
  })

  test('is in memory: who knows the version asks nothing', async () => {
    await aPromotion(db, { name: 'Kept' })
    await read()
    const { rows } = await sql<{ version: string }>`select ${promotionVersionSql} as version`.execute(db)
    const { id: marketId } = await aMarket(db)
    const nowhere = createDb(createPool('postgres://nobody@127.0.0.1:1/nothing'))
    const asked = { marketId, codes: [], now, customerKey: null }
    const { offers } = await readPromotions(nowhere, { ...asked, version: rows[0]?.version })
    expect(offers.map(({ name }) => name)).toContain('Kept')
    await expect(readPromotions(nowhere, { ...asked, version: newId() })).rejects.toThrow('ECONNREFUSED')
    await nowhere.destroy()
  })

  test('has a name in the language that is read', async () => {
    await aPromotion(db, { names: { de: 'Herbst' } })
    await aPromotion(db, { names: { en: 'Winter', de: 'Winterzeit' } })
    expect(await names({ language: 'de' })).toEqual(expect.arrayContaining(['Herbst', 'Winterzeit']))
    expect(await names({ language: 'en' })).toEqual(expect.arrayContaining(['Herbst', 'Winter']))
  })

  test('is for this market', async () => {
    const swiss = await aMarket(db, 'ch')
    await aPromotion(db, { name: 'Swiss', markets: [swiss.id] })
    expect(await names()).not.toContain('Swiss')
    expect(await names({ marketId: swiss.id })).toContain('Swiss')
  })
})

test('every field comes back as it was saved', async () => {
  const variant = await aVariant(db)
  const [category, collection] = [await aCategory(db), await aCollection(db)]
  const market = await aMarket(db)
  await aPromotion(db, {
    name: 'Whole',
    reward: { kind: 'buy_get', buy: 2, get: 1, ppm: 500_000, times: 3 },
    priority: 7,
    stacks: false,
    rewards: picked({ variantIds: [variant], categoryIds: [category] }),
    needs: picked({ collectionIds: [collection] }),
    minimums: { EUR: 5000, CHF: 4500 },
    minimumQuantity: 2,
    markets: [market.id],
    countries: ['DE', 'AT'],
    startsAt: new Date('2026-01-01T08:30:00Z'),
    endsAt: new Date('2027-01-01T08:30:00Z'),
  })
  const { offers } = await read()
  expect(offers.find(({ name }) => name === 'Whole')).toEqual({
    id: expect.any(String),
    name: 'Whole',
    reward: { kind: 'buy_get', buy: 2, get: 1, ppm: 500_000, times: 3 },
    priority: 7,
    stacks: false,
    rewards: new Set([variant, category]),
    needs: new Set([collection]),
    minimums: { EUR: 5000, CHF: 4500 },
    minimumQuantity: 2,
    markets: new Set([market.id]),
    groups: 'all',
    countries: new Set(['DE', 'AT']),
    startsAt: new Date('2026-01-01T08:30:00Z'),
    endsAt: new Date('2027-01-01T08:30:00Z'),
    coupons: null,
  })
})

test('what was listed and is deleted makes the list shorter, never everything', async () => {
  const collection = await aCollection(db)
  await aPromotion(db, { name: 'Listed', rewards: picked({ collectionIds: [collection] }), needs: 'same' })
  await sql`delete from collections where id = ${collection}`.execute(db)
  await sql`update promotion_versions set version = gen_random_uuid()`.execute(db)
  const found = (await read()).offers.find(({ name }) => name === 'Listed')
  expect([found?.rewards, found?.needs]).toEqual([new Set(), new Set()])
})

describe('a code', () => {
  const states = async (words: Partial<Asked>) =>
    (await read(words)).offers.flatMap(({ coupons }) => coupons ?? []).map(({ code, state }) => [code, state])

  test('is found however it is typed', async () => {
    const { code } = await aCoupon(db)
    const typed = [` ${code.toLowerCase()} `, code, 'NOTHING']
    expect(await states({ codes: typed })).toEqual([[code, 'usable']])
    expect((await read({ codes: typed })).codes).toEqual([code, 'NOTHING'])
  })

  test('is not there when it is off, over, not begun, or somebody else’s, and neither is one of a promotion that is off', async () => {
    const hidden = await Promise.all([
      aCoupon(db, { active: false }),
      aCoupon(db, { endsAt: now }),
      aCoupon(db, { startsAt: new Date(now.getTime() + 1) }),
      aCoupon(db, { onlyFor: 'eva@example.com' }),
      aCoupon(db, { promotion: { active: false } }),
    ])
    const codes = hidden.map(({ code }) => code)
    expect(await states({ codes })).toEqual([])
    expect(await states({ codes, customerKey: 'ana@example.com' })).toEqual([])
    expect(await states({ codes, customerKey: 'EVA+x@example.com' })).toEqual([[codes[3], 'usable']])
  })

  test('says that it is used up, or used by you', async () => {
    const [rare, mine] = [
      await aCoupon(db, { maxUses: 1 }),
      await aCoupon(db, { promotion: { maxUsesPerCustomer: 1 } }),
    ]
    const discounts = [rare, mine].map((each) => ({ ...each, name: '' }))
    await done(db, (tx) => useCoupons(tx, { orderId: newId(), email: 'ana@example.com', customerId: null, discounts }))
    const codes = [rare.code, mine.code]
    const asAna = Object.fromEntries(await states({ codes, customerKey: 'ana@example.com' }))
    expect(asAna).toEqual({ [rare.code]: 'used_up', [mine.code]: 'used_by_you' })
    const asBen = Object.fromEntries(await states({ codes, customerKey: 'ben@example.com' }))
    expect(asBen).toEqual({ [rare.code]: 'used_up', [mine.code]: 'usable' })
  })

  test('that is switched off is gone at once', async () => {
    const { code, couponId: id, promotionId } = await aCoupon(db)
    const coupon = { code, active: false, onlyFor: null, startsAt: null, endsAt: null, maxUses: null }
    await done(db, (tx) => changeCoupon(tx, { id, promotionId, coupon, actor: 'test' }))
    expect(await states({ codes: [code] })).toEqual([])
  })
})

test('an automatic promotion is gone when it is used up, for one customer or for all', async () => {
  const promotionId = await aPromotion(db, { name: 'First two', maxUses: 2, maxUsesPerCustomer: 1 })
  const use = (email: string) =>
    done(db, async (tx) => {
      await useCoupons(tx, {
        orderId: newId(),
        email,
        customerId: null,
        discounts: [{ promotionId, couponId: null, code: null, name: '' }],
      })
      return ok(null)
    })
  expect(await names({ customerKey: 'ana@example.com' })).toContain('First two')
  await use('ana@example.com')
  expect(await names({ customerKey: 'ana@example.com' })).not.toContain('First two')
  expect(await names({ customerKey: 'ben@example.com' })).toContain('First two')
  await use('ben@example.com')
  expect(await names()).not.toContain('First two')
})
