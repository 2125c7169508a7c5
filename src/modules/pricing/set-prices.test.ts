import { expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { command } from '#platform/db'
import { aMarket, aPriceList, aProduct, aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import {
  nextPriceChange,
  pricesOf,
  readPriceHistory,
  readPriceLists,
  readPricesOfProducts,
  removePrices,
  savePriceList,
  setPrices,
  type PriceInput,
} from './index.ts'

const { db } = testDb()
const now = new Date('2026-05-01T12:00:00Z')
const set = (...prices: PriceInput[]) => command(db, (tx) => setPrices(tx, prices, { actor: 'anna' }))

async function askedIn(code: string, variantId: VariantId, at = now) {
  const market = await aMarket(db, code)
  const price = (await pricesOf(db, [variantId], { marketId: market.id, groupId: null, now: at })).get(variantId)
  return price && [price.unit.amount, price.unit.currency, price.was?.amount ?? null]
}

test('each market has its own price, and none is converted', async () => {
  const variantId = await aVariant(db, { price: 1999 })
  await set({ priceListId: await aPriceList(db, 'us'), variantId, amount: 2400, compareAtAmount: 3000 })

  expect(await askedIn('eu', variantId)).toEqual([1999, 'EUR', null])
  expect(await askedIn('us', variantId)).toEqual([2400, 'USD', 3000])
  expect(await askedIn('ch', variantId)).toBeUndefined()
})

test('a sale begins and ends by itself, and kept pages know when', async () => {
  const saleStartsAt = new Date('2026-05-02T08:00:00Z')
  const saleEndsAt = new Date('2026-05-03T08:00:00Z')
  const variantId = await aVariant(db, { price: 2000, sale: { saleAmount: 1500, saleStartsAt, saleEndsAt } })

  expect(await askedIn('eu', variantId)).toEqual([2000, 'EUR', null])
  expect(await askedIn('eu', variantId, saleStartsAt)).toEqual([1500, 'EUR', 2000])
  expect(await askedIn('eu', variantId, saleEndsAt)).toEqual([2000, 'EUR', null])
  expect(await nextPriceChange(db, now)).toEqual(saleStartsAt)
  expect(await nextPriceChange(db, saleStartsAt)).toEqual(saleEndsAt)
  expect(await nextPriceChange(db, saleEndsAt)).toBeNull()
})

test('the same price again writes nothing; each other one is remembered', async () => {
  const variantId = await aVariant(db, { price: 1000 })
  const priceListId = await aPriceList(db)

  const same = await set({ priceListId, variantId, amount: 1000 })
  const changed = await set({ priceListId, variantId, amount: 900 }, { priceListId, variantId, amount: 800 })
  await set({ priceListId, variantId, amount: 800, saleAmount: 700 })

  expect(same).toEqual({ ok: true, value: { changed: [] } })
  expect(changed).toMatchObject({ ok: true, value: { changed: [expect.any(String)] } })
  const history = await readPriceHistory(db, variantId)
  expect(history.map(({ amount, saleAmount }) => [amount, saleAmount])).toEqual([
    [800, 700],
    [800, null],
    [1000, null],
  ])
})

test.each([
  ['a price below nothing', { amount: -1 }, 'invalid_amount'],
  ['half a cent', { amount: 10.5 }, 'invalid_amount'],
  ['a sale without a price', { amount: 10, saleEndsAt: now }, 'sale_without_price'],
  [
    'a sale that ends before it starts',
    { amount: 10, saleAmount: 5, saleStartsAt: now, saleEndsAt: now },
    'sale_ends_before_start',
  ],
])('%s is refused', async (_what, words, code) => {
  const variantId = await aVariant(db)
  const refused = await set({ priceListId: await aPriceList(db), variantId, ...words })
  expect(refused).toEqual({ ok: false, refusal: { code, variantId } })
})

test('a price for what is not there is refused', async () => {
  const priceListId = await aPriceList(db)
  expect(await set({ priceListId, variantId: newId<'variant'>(), amount: 1 })).toEqual({
    ok: false,
    refusal: { code: 'unknown_variant' },
  })
  const unknownList = { priceListId: newId<'price_list'>(), variantId: await aVariant(db), amount: 1 }
  expect(await set(unknownList)).toEqual({ ok: false, refusal: { code: 'unknown_price_list' } })
})

test('a variant taken out of a list is not for sale in that market', async () => {
  const { productId, variantIds } = await aProduct(db, { variants: [{ options: ['S'] }, { options: ['M'] }] })
  const [small, medium] = variantIds
  if (!small || !medium) throw new Error('two sizes')

  await command(db, async (tx) => {
    await removePrices(tx, { priceListId: await aPriceList(db), variantIds: [small] })
    return { ok: true, value: null }
  })

  expect(await askedIn('eu', small)).toBeUndefined()
  expect((await readPricesOfProducts(db, [productId])).map(({ variantId }) => variantId)).toEqual([medium])
})

test('twenty who set prices of the same variants at once do not stop each other', async () => {
  const { variantIds } = await aProduct(db, { variants: ['S', 'M', 'L', 'XL'].map((size) => ({ options: [size] })) })
  const priceListId = await aPriceList(db)
  const inAnyOrder = (index: number) => (index % 2 ? variantIds : variantIds.toReversed())

  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      set(...inAnyOrder(index).map((variantId) => ({ priceListId, variantId, amount: 5000 + index }))),
    ),
  )

  expect(results.every(({ ok }) => ok)).toBe(true)
  const asked = await Promise.all(variantIds.map((variantId) => askedIn('eu', variantId)))
  expect(new Set(asked.map(String)).size).toBe(1)
})

test('a market has one price list, in its currency', async () => {
  const market = await aMarket(db, 'no')

  const second = await command(db, (tx) => savePriceList(tx, { code: 'no-wholesale', marketId: market.id }))
  const again = await command(db, (tx) => savePriceList(tx, { code: 'no', marketId: market.id }))

  expect(second).toEqual({ ok: false, refusal: { code: 'market_has_list' } })
  expect(again).toMatchObject({ ok: true, value: { currency: 'NOK' } })
  expect((await readPriceLists(db)).map(({ code }) => code)).toEqual(['eu', 'uk', 'ch', 'no', 'us'])
})
