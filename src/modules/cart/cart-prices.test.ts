import { beforeAll, expect, test } from 'vitest'

import type { CartId, VariantId } from '#kernel/id'
import { setStock } from '#modules/inventory'
import { setPrices } from '#modules/pricing'
import { command } from '#platform/db'
import { aMarket, aPriceList, aVariant, done } from '#testing/builders'
import { aCustomer, aGroup, anExtraList, listPrices } from '#testing/customers'
import { testDb } from '#testing/db'
import { aCart, aClock } from '#testing/orders'
import { acknowledgeChanges, addLine, ownCart, readCart, setLineQuantity, switchMarket } from './index.ts'

const { db } = testDb()
beforeAll(() => aMarket(db))

const clock = aClock()
const tiers = [
  { fromQuantity: 1, amount: 1000 },
  { fromQuantity: 10, amount: 800 },
]
const lineOf = async (cartId: CartId) => {
  const cart = await readCart(db, cartId, clock.now())
  const [line] = cart?.lines ?? []
  if (!cart || !line) throw new Error('no line')
  return { ...line, cart }
}
const says = async (cartId: CartId) => {
  const { quantity, unit, total, priceWhy, listName, changes } = await lineOf(cartId)
  return [quantity, unit.amount, total.amount, priceWhy, listName, changes.map(({ code }) => code)]
}
const setQuantity = (cartId: CartId, variantId: VariantId, quantity: number) =>
  done(db, (tx) => setLineQuantity(tx, { cartId, variantId, quantity, now: clock.now() }))

async function aTieredMug(): Promise<VariantId> {
  const mug = await aVariant(db, { price: 1000, stock: 100 })
  await listPrices(db, await aPriceList(db), [[mug, tiers]])
  return mug
}

test('a step counts from its number on, and a change by the shopper is no news to them', async () => {
  const mug = await aTieredMug()
  const { cartId } = await aCart(db, { lines: [[mug, 9]] })
  expect(await says(cartId)).toEqual([9, 1000, 9000, 'base', null, []])
  await done(db, (tx) => addLine(tx, { cartId, variantId: mug, quantity: 1, now: clock.now() }))
  expect(await says(cartId)).toEqual([10, 800, 8000, 'tier', null, []])
  await setQuantity(cartId, mug, 9)
  expect(await says(cartId)).toEqual([9, 1000, 9000, 'base', null, []])
  await setQuantity(cartId, mug, 99)
  expect(await says(cartId)).toEqual([99, 800, 79_200, 'tier', null, []])
})

test('a change of the step that one is at is told, one of another step is not', async () => {
  const mug = await aTieredMug()
  const { cartId } = await aCart(db, { lines: [[mug, 10]] })
  const base = await aPriceList(db)
  await listPrices(db, base, [[mug, [{ fromQuantity: 1, amount: 1100 }, ...tiers.slice(1)]]])
  expect(await says(cartId)).toEqual([10, 800, 8000, 'tier', null, []])
  await listPrices(db, base, [[mug, [{ fromQuantity: 10, amount: 700 }]]])
  expect((await lineOf(cartId)).changes).toEqual([{ code: 'not_for_sale' }])
  await listPrices(db, base, [
    [
      mug,
      [
        { fromQuantity: 1, amount: 1100 },
        { fromQuantity: 10, amount: 700 },
      ],
    ],
  ])
  const changed = await lineOf(cartId)
  expect(changed.changes).toMatchObject([{ code: 'price_changed', from: { amount: 800 }, to: { amount: 700 } }])
  expect([changed.unit.amount, changed.base.amount]).toEqual([700, 1100])
})

test('when fewer are left the price for fewer is taken over with them', async () => {
  const mug = await aTieredMug()
  const { cartId } = await aCart(db, { lines: [[mug, 12]] })
  await done(db, (tx) => setStock(tx, { variantId: mug, onHand: 4, reason: 'broken', actor: 'test' }))
  await done(db, (tx) => acknowledgeChanges(tx, { cartId, now: clock.now() }))
  expect(await says(cartId)).toEqual([4, 1000, 4000, 'base', null, []])
})

test('a group’s price counts once its customer owns the cart, and no longer when not', async () => {
  const mug = await aTieredMug()
  const groupId = await aGroup(db)
  await anExtraList(db, { name: 'Trade', groupId, prices: [[mug, 750]] })
  const { id: customerId } = await aCustomer(db, { groupId })
  const { cartId } = await aCart(db, { lines: [[mug, 10]] })
  const own = (owner: typeof customerId | null) =>
    done(db, (tx) => ownCart(tx, { cartId, customerId: owner, now: clock.now() }))
  const { version } = (await lineOf(cartId)).cart

  await own(customerId)
  expect(await says(cartId)).toEqual([10, 750, 7500, 'list', 'Trade', []])
  const { cart } = await lineOf(cartId)
  expect(cart).toMatchObject({ customerId, customerGroupId: groupId })
  expect(cart.version).toBeGreaterThan(version)
  await own(customerId)
  expect((await lineOf(cartId)).cart.version).toBe(cart.version)
  await own(null)
  expect(await says(cartId)).toEqual([10, 800, 8000, 'tier', null, []])
})

test('a list is told to the minute, and a market’s own price is not another’s', async () => {
  const mug = await aTieredMug()
  const startsAt = new Date(clock.now().getTime() + 60_000)
  await anExtraList(db, { name: 'Night', startsAt, prices: [[mug, 500]] })
  const { cartId } = await aCart(db, { lines: [[mug, 2]] })
  expect(await says(cartId)).toEqual([2, 1000, 2000, 'base', null, []])
  clock.forward(60_000)
  expect(await says(cartId)).toEqual([2, 500, 1000, 'list', 'Night', ['price_changed']])

  const us = await aMarket(db, 'us')
  const usList = await aPriceList(db, 'us')
  await done(db, (tx) => setPrices(tx, [{ priceListId: usList, variantId: mug, amount: 2400 }]))
  await command(db, (tx) => switchMarket(tx, { cartId, marketId: us.id, language: 'en', now: clock.now() }))
  const line = await lineOf(cartId)
  expect([line.unit, line.listName]).toEqual([{ amount: 2400, currency: 'USD' }, null])
})
