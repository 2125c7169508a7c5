import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { useCoupons } from '#modules/promotion'
import { aCategory, aCollection, aProduct, done } from '#testing/builders'
import { testDesk } from '#testing/desk'
import { aCoupon, aPromotion } from '#testing/promotions'
import type { CouponRow, PromotionChoices, PromotionRow, PromotionScreen, PromotionUseRow } from './types.ts'
import type { Failure, Page, PickedThing } from '../types.ts'

const { shop, call, answer } = testDesk()

const form = {
  names: { en: 'Summer sale', de: 'Sommerangebot' },
  note: 'For the newsletter',
  active: true,
  byCode: true,
  reward: { kind: 'percent_items', ppm: 200_000 },
  priority: 5,
  stacks: false,
  rewards: 'all' as 'all' | { kind: string; id: string }[],
  needs: 'all',
  minimums: { EUR: 5000 },
  minimumQuantity: 0,
  markets: 'all',
  groups: 'all',
  countries: ['DE'],
  startsAt: '2026-01-01T08:30:00.000Z',
  endsAt: '2027-01-01T08:30:00.000Z',
  maxUses: 100,
  maxUsesPerCustomer: 1,
  firstOrderOnly: true,
}

const make = async (changes: object = {}): Promise<string> => {
  const body = { promotion: { ...form, ...changes } }
  return (await answer<{ id: string }>('/api/promotions', { method: 'POST', body })).id
}
const problemOf = async (changes: object) => {
  const said = await call('/api/promotions', { method: 'POST', body: { promotion: { ...form, ...changes } } })
  return [said.status, ((await said.json()) as Failure).problems?.[0]?.path]
}

describe('a promotion', () => {
  test('is made, read, and saved by one at a time', async () => {
    const { productId } = await aProduct(shop.db, { title: 'Oak tray' })
    const category = await aCategory(shop.db, { title: 'Trays' })
    const rewards = [
      { kind: 'product', id: productId },
      { kind: 'category', id: category },
    ]
    const id = await make({ rewards })
    const screen = await answer<PromotionScreen>(`/api/promotions/${id}`)
    expect(screen.promotion).toEqual({
      ...form,
      rewards: [
        { kind: 'category', id: category, title: 'Trays', hint: '' },
        { kind: 'product', id: productId, title: 'Oak tray', hint: 'Stoa Works' },
      ],
    })
    const save = (names: object) =>
      call(`/api/promotions/${id}`, {
        method: 'PUT',
        body: { version: screen.version, promotion: { ...form, rewards, names } },
      })
    expect(((await (await save({ en: 'Autumn sale' })).json()) as PromotionScreen).promotion.names).toEqual({
      en: 'Autumn sale',
    })
    const late = await save({ en: 'Winter sale' })
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'changed_meanwhile' }])
    const log = await shop.db.selectFrom('audit_log').select(['action', 'data']).where('subject_id', '=', id).execute()
    expect(log).toMatchObject([{ action: 'promotion.saved', data: { after: { names: { en: 'Autumn sale' } } } }])
  })

  test('says beside which field something is wrong', async () => {
    expect(await problemOf({ names: {} })).toEqual([422, 'promotion.names'])
    expect(await problemOf({ reward: { kind: 'percent_order', ppm: 1_500_000 } })).toEqual([
      422,
      'promotion.reward.ppm',
    ])
    expect(await problemOf({ reward: { kind: 'amount_order', amounts: { EUR: -500 } } })).toEqual([
      422,
      'promotion.reward.amounts.EUR',
    ])
    expect(await problemOf({ endsAt: form.startsAt })).toEqual([422, 'promotion.endsAt'])
    expect(await problemOf({ rewards: [{ kind: 'product', id: newId() }] })).toEqual([422, 'promotion.rewards'])
    expect(await problemOf({ maxUses: null, maxUsesPerCustomer: 0 })).toEqual([422, 'promotion.maxUsesPerCustomer'])
    expect(await problemOf({ reward: { kind: 'percent_order', ppm: null } })).toEqual([422, 'promotion.reward.ppm'])
    expect((await problemOf({ surprise: 1 }))[0]).toBe(422)
    expect((await problemOf({ reward: { kind: 'gift' } }))[0]).toBe(422)
  })

  test('is listed by what it does now, and found by name, note and code', async () => {
    const id = await make({ names: { de: 'Findemich' } })
    await call(`/api/promotions/${id}/codes`, { method: 'POST', body: { ...coupon, code: 'needle' } })
    const found = async (query: string) => (await answer<Page<PromotionRow>>(`/api/promotions?${query}`)).rows
    expect(await found('search=findemich')).toMatchObject([{ id, name: 'Findemich', state: 'running', codes: 1 }])
    expect(await found('search=NEEDLE')).toMatchObject([{ id }])
    expect(await found('search=findemich&view=off')).toEqual([])
    expect((await call(`/api/promotions/${id}/switch`, { method: 'POST', body: { active: false } })).status).toBe(200)
    expect(await found('search=findemich&view=off')).toMatchObject([{ id, state: 'off' }])

    await make({ names: { en: 'Later' }, startsAt: '2999-01-01T00:00:00Z', endsAt: null })
    await make({ names: { en: 'Before' }, startsAt: null, endsAt: '2020-01-01T00:00:00Z' })
    expect((await found('view=scheduled')).map(({ name }) => name)).toEqual(['Later'])
    expect((await found('view=ended')).map(({ name }) => name)).toEqual(['Before'])
  })

  test('that is no more is not found', async () => {
    for (const path of ['', '/uses', '/codes', '/codes.csv']) {
      expect((await call(`/api/promotions/nothing${path}`)).status).toBe(404)
    }
    const id = newId()
    expect((await call(`/api/promotions/${id}`)).status).toBe(404)
    expect((await call(`/api/promotions/${id}/switch`, { method: 'POST', body: { active: true } })).status).toBe(404)
    expect((await call(`/api/promotions/${id}/codes`, { method: 'POST', body: coupon })).status).toBe(409)
  })

  test('knows what there is to choose', async () => {
    const choices = await answer<PromotionChoices>('/api/promotion-choices')
    expect(choices.currencies).toContain('EUR')
    expect(choices.languages).toEqual(expect.arrayContaining(['en', 'de']))
    await aCollection(shop.db, { title: 'Walnut gifts' })
    const { variantIds } = await aProduct(shop.db, {
      title: 'Walnut bowl',
      variants: [
        { options: ['S'], sku: 'WB-S' },
        { options: ['L'], sku: 'WB-L' },
      ],
    })
    const things = await answer<PickedThing[]>('/api/promotion-things?search=walnut')
    expect(things.map(({ kind, title, hint }) => [kind, title, hint])).toEqual([
      ['collection', 'Walnut gifts', ''],
      ['product', 'Walnut bowl', 'Stoa Works'],
      ['variant', 'Walnut bowl', 'L · WB-L'],
      ['variant', 'Walnut bowl', 'S · WB-S'],
    ])
    expect(await answer<PickedThing[]>('/api/promotion-things?search=WB-S')).toMatchObject([{ id: variantIds[0] }])
    expect(await answer<PickedThing[]>('/api/promotion-things?search=100%25')).toEqual([])
  })
})

const coupon = { code: 'Welcome', active: true, onlyFor: null, startsAt: null, endsAt: null, maxUses: 1 }

describe('codes', () => {
  test('are added, changed and counted', async () => {
    const id = await make({ maxUses: null, maxUsesPerCustomer: null })
    const codes = async () => (await answer<Page<CouponRow>>(`/api/promotions/${id}/codes`)).rows
    await call(`/api/promotions/${id}/codes`, { method: 'POST', body: coupon })
    const [row] = await codes()
    expect(row).toMatchObject({ code: 'WELCOME', uses: 0, maxUses: 1 })

    const again = await call(`/api/promotions/${id}/codes`, { method: 'POST', body: { ...coupon, code: 'welcome ' } })
    expect([again.status, await again.json()]).toMatchObject([422, { problems: [{ path: 'code' }] }])

    const discounts = [{ promotionId: id as never, couponId: row?.id as never, code: 'WELCOME', name: '' }]
    await done(shop.db, (tx) =>
      useCoupons(tx, { orderId: newId(), email: 'ana@example.com', customerId: null, discounts }),
    )
    expect(await codes()).toMatchObject([{ uses: 1 }])
    const uses = await answer<Page<PromotionUseRow>>(`/api/promotions/${id}/uses`)
    expect(uses.rows).toMatchObject([{ email: 'ana@example.com', code: 'WELCOME', orderNumber: null, amount: null }])

    const change = (changes: object) =>
      call(`/api/promotions/${id}/codes/${row?.id}`, { method: 'PUT', body: { ...coupon, ...changes } })
    expect((await change({ code: 'OTHER', active: false, onlyFor: 'Eva@Example.com' })).status).toBe(200)
    expect(await codes()).toMatchObject([{ code: 'WELCOME', active: false, onlyFor: 'eva@example.com' }])
    expect((await change({ onlyFor: 'eva' })).status).toBe(422)
    const other = await aPromotion(shop.db)
    const elsewhere = { method: 'PUT', body: coupon }
    expect((await call(`/api/promotions/${other}/codes/${row?.id}`, elsewhere)).status).toBe(409)
  })

  test('many are made at once and taken along as a file', async () => {
    const { promotionId } = await aCoupon(shop.db, { onlyFor: '+49@example.com' })
    const generate = (count: number | null) =>
      call(`/api/promotions/${promotionId}/batches`, {
        method: 'POST',
        body: { count, prefix: 'mail', maxUses: 1, startsAt: null, endsAt: null },
      })
    expect(await (await generate(120)).json()).toMatchObject({ count: 120 })
    expect((await generate(10_001)).status).toBe(422)
    expect((await generate(null)).status).toBe(422)
    const page = await answer<Page<CouponRow>>(`/api/promotions/${promotionId}/codes?search=mail&page=3`)
    expect([page.total, page.rows.length]).toEqual([120, 20])

    const file = await call(`/api/promotions/${promotionId}/codes.csv`)
    expect(file.headers.get('content-disposition')).toContain('codes.csv')
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines).toHaveLength(122)
    expect(lines[0]).toContain('code,active,uses,max_uses')
    expect(lines.join('\n')).toContain("'+49@example.com")
  })

  test('are for staff', async () => {
    const { promotionId } = await aCoupon(shop.db)
    expect((await call(`/api/promotions/${promotionId}/codes.csv`, { cookie: '' })).status).toBe(401)
  })
})
