import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { command } from '#platform/db'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCoupon, aPromotion, couponInput, picked, promotionInput } from '#testing/promotions'
import { addCoupon, generateCoupons, savePromotion, switchPromotion, type PromotionInput } from './index.ts'

const { db } = testDb()

const save = (words: Partial<PromotionInput>) =>
  command(db, (tx) => savePromotion(tx, { promotion: promotionInput(words), actor: 'test' }))
const problems = async (words: Partial<PromotionInput>) => {
  const saved = await save(words)
  if (saved.ok || saved.refusal.code !== 'invalid') return []
  return saved.refusal.problems.map(({ path, code }) => `${path}: ${code}`)
}

describe('what cannot be saved is said beside its field', () => {
  const now = new Date()
  const cases: [Partial<PromotionInput>, string][] = [
    [{ names: { en: ' ' } }, 'names: name_missing'],
    [{ reward: { kind: 'percent_items', ppm: 0 } }, 'reward.ppm: percent_invalid'],
    [{ reward: { kind: 'percent_order', ppm: -1 } }, 'reward.ppm: percent_invalid'],
    [{ reward: { kind: 'shipping', ppm: 1_000_001 } }, 'reward.ppm: percent_invalid'],
    [{ reward: { kind: 'amount_order', amounts: { EUR: -500 } } }, 'reward.amounts.EUR: amount_invalid'],
    [{ reward: { kind: 'amount_each', amounts: { EUR: 0 } } }, 'reward.amounts.EUR: amount_invalid'],
    [{ reward: { kind: 'amount_items', amounts: {} } }, 'reward.amounts: amount_missing'],
    [{ reward: { kind: 'amount_items', amounts: { euro: 5 } } }, 'reward.amounts.euro: amount_invalid'],
    [{ reward: { kind: 'cheapest_free', buy: 0, times: null } }, 'reward.buy: quantity_invalid'],
    [{ reward: { kind: 'buy_get', buy: 1, get: 0, ppm: 1, times: 0 } }, 'reward.get: quantity_invalid'],
    [{ reward: { kind: 'buy_get', buy: 1, get: 1, ppm: 1, times: 0 } }, 'reward.times: times_invalid'],
    [{ priority: 1.5 }, 'priority: priority_invalid'],
    [{ rewards: picked({}) }, 'rewards: nothing_picked'],
    [{ needs: picked({ productIds: [newId()] }) }, 'needs: unknown_item'],
    [{ rewards: picked({ categoryIds: [newId()] }) }, 'rewards: unknown_item'],
    [{ minimums: { EUR: -1 } }, 'minimums.EUR: minimum_invalid'],
    [{ minimumQuantity: -1 }, 'minimumQuantity: quantity_invalid'],
    [{ markets: [] }, 'markets: nothing_picked'],
    [{ markets: [newId()] }, 'markets: unknown_market'],
    [{ groups: [newId()] }, 'groups: unknown_group'],
    [{ countries: ['Germany'] }, 'countries: unknown_country'],
    [{ startsAt: now, endsAt: now }, 'endsAt: ends_before_start'],
    [{ maxUses: 0 }, 'maxUses: limit_invalid'],
    [{ maxUsesPerCustomer: -1 }, 'maxUsesPerCustomer: limit_invalid'],
  ]
  test.each(cases)('%j', async (words, said) => {
    expect(await problems(words)).toContain(said)
  })
})

test('of two who save at once the second is told, in a hundred rounds', async () => {
  const id = await aPromotion(db)
  for (let version = 1; version <= 100; version += 1) {
    const both = await Promise.all(
      ['Ana', 'Ben'].map((name) =>
        command(db, (tx) =>
          savePromotion(tx, { id, expectedVersion: version, promotion: promotionInput({ name }), actor: name }),
        ),
      ),
    )
    expect(both.map((each) => (each.ok ? 'saved' : each.refusal.code)).toSorted()).toEqual([
      'changed_meanwhile',
      'saved',
    ])
  }
})

test('what is saved and switched is told to the log', async () => {
  const id = await aPromotion(db)
  await done(db, (tx) => switchPromotion(tx, { id, active: false, actor: 'ana' }))
  await done(db, (tx) => switchPromotion(tx, { id, active: false, actor: 'ana' }))
  const events = await db.selectFrom('events').select(['type', 'actor']).where('subject_id', '=', id).execute()
  expect(events).toEqual([
    { type: 'promotion.saved', actor: 'test' },
    { type: 'promotion.switched', actor: 'ana' },
  ])
  const nothing = { id: newId<'promotion'>(), active: true, actor: 'ana' }
  expect(await command(db, (tx) => switchPromotion(tx, nothing))).toMatchObject({ refusal: { code: 'not_found' } })
})

describe('codes', () => {
  const add = async (code: string) => {
    const promotionId = await aPromotion(db, { byCode: true })
    return command(db, (tx) => addCoupon(tx, { promotionId, coupon: couponInput({ code }), actor: 'test' }))
  }

  test('are one, however they are written', async () => {
    expect((await add('Summer-10')).ok).toBe(true)
    expect(await add(' summer-10')).toEqual({ ok: false, refusal: { code: 'code_taken', coupon: 'SUMMER-10' } })
    for (const bad of ['', ' ', 'A', '=1+1', '-X', 'A/B', 'x'.repeat(41)]) {
      expect(await add(bad)).toMatchObject({ refusal: { code: 'code_invalid' } })
    }
  })

  test('many at once, each its own, none taken', async () => {
    const { promotionId } = await aCoupon(db)
    const wish = {
      promotionId,
      count: 10_000,
      prefix: ' vip ',
      maxUses: 1,
      startsAt: null,
      endsAt: null,
      actor: 'test',
    }
    const now = new Date('2026-03-01T12:00:00Z')
    const made = await done(db, (tx) => generateCoupons(tx, { ...wish, now }))
    expect(made).toEqual({ batch: '2026-03-01 12:00 VIP', count: 10_000 })
    const rows = await db.selectFrom('coupons').select(['code', 'max_uses']).where('batch', '=', made.batch).execute()
    expect(new Set(rows.map(({ code }) => code)).size).toBe(10_000)
    expect(rows.every(({ code, max_uses: most }) => /^VIP-[A-Z2-9]{10}$/.test(code) && most === 1)).toBe(true)
    for (const count of [0, -1, 1.5, 10_001]) {
      expect(await command(db, (tx) => generateCoupons(tx, { ...wish, count, now }))).toMatchObject({
        refusal: { code: 'count_invalid' },
      })
    }
  })
})
