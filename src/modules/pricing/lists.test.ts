import { beforeAll, expect, test } from 'vitest'

import { newId, type PriceListId } from '#kernel/id'
import { deleteGroup } from '#modules/customer'
import { command } from '#platform/db'
import { aMarket, aPriceList, aProduct, aVariant } from '#testing/builders'
import { aGroup, anExtraList, listPrices } from '#testing/customers'
import { testDb } from '#testing/db'
import {
  changeList,
  createList,
  hasOwnPrices,
  pricesOf,
  readListedVariants,
  readLists,
  readPriceHistory,
  readPriceLists,
  readPricesOfProducts,
  setListPrices,
  type Buyer,
  type ListWords,
} from './index.ts'

const { db } = testDb()
const now = new Date('2026-05-01T12:00:00Z')
let eu: Buyer

beforeAll(async () => {
  eu = { marketId: (await aMarket(db)).id, groupId: null }
})

const always: ListWords = { name: 'Wholesale', groupId: null, startsAt: null, endsAt: null, active: true }
const listOf = async (id: PriceListId) => {
  const [list] = await readLists(db, id)
  if (!list) throw new Error('no list')
  return list
}
const asked = async (variantId: Awaited<ReturnType<typeof aVariant>>, buyer: Buyer = eu, at = now) =>
  (await pricesOf(db, [variantId], { ...buyer, now: at })).get(variantId)?.unit.amount

test('a group has its own prices, and nobody else has them', async () => {
  const [vip, other] = [await aGroup(db), await aGroup(db)]
  const [mug, bowl] = [await aVariant(db, { price: 2000 }), await aVariant(db, { price: 3000 })]
  await anExtraList(db, { groupId: vip, prices: [[mug, 1500]] })

  expect(await asked(mug, { ...eu, groupId: vip })).toBe(1500)
  expect(await asked(bowl, { ...eu, groupId: vip })).toBe(3000)
  expect(await asked(mug, { ...eu, groupId: other })).toBe(2000)
  expect(await asked(mug)).toBe(2000)
  const us = await aMarket(db, 'us')
  expect(await asked(mug, { marketId: us.id, groupId: vip })).toBeUndefined()
  expect([await hasOwnPrices(db, vip), await hasOwnPrices(db, other)]).toEqual([true, false])
})

test('a list that is switched off, or moved to other dates, says nothing', async () => {
  const mug = await aVariant(db, { price: 2000 })
  const id = await anExtraList(db, { prices: [[mug, 1000]] })
  expect(await asked(mug)).toBe(1000)

  const set = async (words: Partial<ListWords>) => {
    const { version } = await listOf(id)
    return command(db, (tx) => changeList(tx, { id, version, ...always, ...words, actor: 'test' }))
  }
  await set({ active: false })
  expect(await asked(mug)).toBe(2000)
  await set({ startsAt: new Date(now.getTime() + 60_000) })
  expect([await asked(mug), await asked(mug, eu, new Date(now.getTime() + 60_000))]).toEqual([2000, 1000])
  expect(await set({ startsAt: now, endsAt: now })).toEqual({ ok: false, refusal: { code: 'ends_before_start' } })
})

test('of two who save at the same time one is told', async () => {
  const id = await anExtraList(db)
  const { version } = await listOf(id)
  const saves = Array.from({ length: 20 }, (_, index) =>
    command(db, (tx) => changeList(tx, { id, version, ...always, name: `List ${index}`, actor: 'test' })),
  )
  const results = await Promise.all(saves)
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'changed_meanwhile' } })

  const mug = await aVariant(db)
  const price = { variantId: mug, tiers: [{ fromQuantity: 1, amount: 1 }] }
  const stale = await command(db, (tx) => setListPrices(tx, { id, version, prices: [price], actor: 'test' }))
  expect(stale).toEqual({ ok: false, refusal: { code: 'changed_meanwhile' } })
})

test('tiers are replaced as a whole, what is the same is not written, and all of it is remembered', async () => {
  const { productId, variantIds } = await aProduct(db, { variants: [{ price: 1000 }] })
  const [mug] = variantIds
  if (!mug) throw new Error('no mug')
  const id = await anExtraList(db, {
    prices: [
      [
        mug,
        [
          { fromQuantity: 1, amount: 900 },
          { fromQuantity: 10, amount: 800 },
        ],
      ],
    ],
  })
  const set = async (...tiers: { fromQuantity: number; amount: number }[]) => {
    const { version } = await listOf(id)
    const prices = [{ variantId: mug, tiers }]
    return command(db, (tx) => setListPrices(tx, { id, version, prices, actor: 'test' }))
  }
  expect(await set({ fromQuantity: 1, amount: 900 }, { fromQuantity: 10, amount: 800 })).toMatchObject({
    value: { changed: [] },
  })
  expect(await set({ fromQuantity: 10, amount: 700 })).toEqual({ ok: true, value: { changed: [productId] } })
  expect(await set()).toMatchObject({ value: { changed: [productId] } })

  const own = (await readPriceHistory(db, mug)).filter(({ priceListId }) => priceListId === id)
  const sorted = own.map(({ fromQuantity, amount }) => `${fromQuantity}: ${amount}`).toSorted()
  expect(sorted).toEqual(['10: 700', '10: 800', '10: null', '1: 900', '1: null'])
})

test.each([
  ['half a cent', [{ fromQuantity: 1, amount: 0.5 }], 'invalid_amount'],
  ['a price below nothing', [{ fromQuantity: 1, amount: -1 }], 'invalid_amount'],
  ['from no piece on', [{ fromQuantity: 0, amount: 1 }], 'invalid_quantity'],
  ['from more than a cart holds', [{ fromQuantity: 1000, amount: 1 }], 'invalid_quantity'],
  ['two prices for one number', [2, 2].map((fromQuantity) => ({ fromQuantity, amount: 1 })), 'quantity_twice'],
])('%s is refused', async (_what, tiers, code) => {
  const id = await anExtraList(db)
  const variantId = await aVariant(db)
  const prices = [{ variantId, tiers }]
  const refused = await command(db, (tx) => setListPrices(tx, { id, version: 1, prices, actor: 'test' }))
  expect(refused).toEqual({ ok: false, refusal: { code, variantId } })
})

test('ordinary prices take tiers, keep their sale, and stay for everybody', async () => {
  const mug = await aVariant(db, { price: 2000, sale: { saleAmount: 1800 } })
  const base = await aPriceList(db)
  await listPrices(db, base, [
    [
      mug,
      [
        { fromQuantity: 1, amount: 2100 },
        { fromQuantity: 10, amount: 1000 },
      ],
    ],
  ])
  expect(await asked(mug)).toBe(1800)
  const rows = await db
    .selectFrom('prices')
    .selectAll()
    .where('variant_id', '=', mug)
    .orderBy('from_quantity')
    .execute()
  expect(rows.map((each) => [each.from_quantity, each.amount, each.sale_amount])).toEqual([
    [1, 2100, 1800],
    [10, 1000, null],
  ])

  const { version } = await listOf(base)
  const hidden = await command(db, (tx) =>
    changeList(tx, { id: base, version, ...always, active: false, actor: 'test' }),
  )
  expect(hidden).toEqual({ ok: false, refusal: { code: 'ordinary_prices' } })
})

test('the product’s form, an export and an import see ordinary prices for one only', async () => {
  const { productId, variantIds } = await aProduct(db, { variants: [{ price: 1000 }] })
  const [mug] = variantIds
  if (!mug) throw new Error('no mug')
  await anExtraList(db, { prices: [[mug, 500]] })
  await listPrices(db, await aPriceList(db), [
    [
      mug,
      [
        { fromQuantity: 1, amount: 1000 },
        { fromQuantity: 5, amount: 900 },
      ],
    ],
  ])
  expect((await readPricesOfProducts(db, [productId])).map(({ amount }) => amount)).toEqual([1000])
  expect((await readPriceLists(db)).map(({ code }) => code)).toEqual(['eu', 'uk', 'ch', 'no', 'us'])
})

test('staff find what is in a list, and what is not yet', async () => {
  const word = newId().slice(-8)
  const { variantIds } = await aProduct(db, {
    title: `Teapot ${word}`,
    variants: [
      { options: ['S'], sku: `TP-${word}-S`, price: 1000 },
      { options: ['M'], sku: `TP-${word}-M`, price: null },
    ],
  })
  const [small] = variantIds
  if (!small) throw new Error('no small one')
  const id = await anExtraList(db, { prices: [[small, 700]] })
  const wish = { id, query: '', limit: 10, offset: 0 }

  const listed = await readListedVariants(db, { ...wish, only: 'listed' })
  expect(listed).toMatchObject({ total: 1, variants: [{ options: ['S'], ordinary: 1000, tiers: [{ amount: 700 }] }] })
  const found = await readListedVariants(db, { ...wish, only: 'all', query: `tp-${word}` })
  expect(found.variants.map(({ options, ordinary, tiers }) => [options[0], ordinary, tiers.length])).toEqual([
    ['S', 1000, 1],
    ['M', null, 0],
  ])
  expect((await readListedVariants(db, { ...wish, only: 'all', query: '100%_' })).total).toBe(0)
})

test('a list needs a market and a group that are there; a group with a list stays', async () => {
  const made = (words: Partial<Parameters<typeof createList>[1]>) =>
    command(db, (tx) => createList(tx, { ...always, marketId: eu.marketId, actor: 'test', ...words }))
  expect(await made({ marketId: newId<'market'>() })).toMatchObject({ refusal: { code: 'unknown_market' } })
  expect(await made({ groupId: newId<'customer_group'>() })).toMatchObject({ refusal: { code: 'unknown_group' } })
  const groupId = await aGroup(db)
  await anExtraList(db, { groupId })
  expect(await command(db, (tx) => deleteGroup(tx, groupId))).toMatchObject({ refusal: { code: 'in_use' } })
})
