import { beforeAll, expect, test } from 'vitest'

import type { CustomerGroupId, MarketId, ProductId, VariantId } from '#kernel/id'
import { aMarket, aProduct } from '#testing/builders'
import { aGroup, anExtraList } from '#testing/customers'
import { testDb } from '#testing/db'
import { aClock } from '#testing/orders'
import { offerOf, openCatalog, type LiveCatalog } from './index.ts'

const { db } = testDb()
const clock = aClock()
let live: LiveCatalog
let marketId: MarketId
let group: CustomerGroupId
let mug: ProductId
let small: VariantId
let large: VariantId

beforeAll(async () => {
  marketId = (await aMarket(db)).id
  group = await aGroup(db)
  const { productId, variantIds } = await aProduct(db, {
    variants: [
      { options: ['S'], price: 1000 },
      { options: ['L'], price: 2000 },
    ],
  })
  const [first, second] = variantIds
  if (!first || !second) throw new Error('two sizes')
  ;[mug, small, large] = [productId, first, second]
  live = await openCatalog(db, clock)
})

async function shown(groupId: CustomerGroupId | null, at = clock.now()) {
  const catalog = await live.ready()
  const product = catalog.product(mug)
  const offer = product && offerOf(product, { marketId, groupId }, at)
  return offer && [offer.unit.amount, offer.was?.amount ?? null, offer.varies]
}
const refresh = () => live.refresh([`product:${mug}`, 'catalog'])

test('a list names one size: its own price is the lowest, and only its group sees that', async () => {
  expect(await shown(null)).toEqual([1000, null, true])
  await anExtraList(db, { groupId: group, prices: [[large, 800]] })
  await refresh()
  expect(await shown(null)).toEqual([1000, null, true])
  expect(await shown(group)).toEqual([800, null, true])
  expect(await shown(await aGroup(db))).toEqual([1000, null, true])
})

test('a list with dates begins and ends by itself in lists too, and they know when', async () => {
  const startsAt = new Date(clock.now().getTime() + 60_000)
  const endsAt = new Date(startsAt.getTime() + 60_000)
  await anExtraList(db, {
    startsAt,
    endsAt,
    prices: [
      [small, 900],
      [large, 900],
    ],
  })
  await refresh()
  const catalog = await live.ready()
  expect(catalog.changesAfter(clock.now())).toEqual(startsAt)
  expect(catalog.changesAfter(startsAt)).toEqual(endsAt)
  expect(await shown(null)).toEqual([1000, null, true])
  expect(await shown(null, startsAt)).toEqual([900, 1000, false])
  expect(await shown(group, startsAt)).toEqual([800, null, true])
  expect(await shown(null, endsAt)).toEqual([1000, null, true])
})

test('prices for larger numbers are no price for one', async () => {
  const tiers = [{ fromQuantity: 5, amount: 100 }]
  await anExtraList(db, { prices: [[small, tiers]] })
  await refresh()
  expect(await shown(null)).toEqual([1000, null, true])
})
