import { beforeAll, expect, test } from 'vitest'

import { newId, type CartId, type VariantId } from '#kernel/id'
import { setStock } from '#modules/inventory'
import { setPrices } from '#modules/pricing'
import { command } from '#platform/db'
import { aMarket, aPriceList, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCart } from '#testing/orders'
import {
  acknowledgeChanges,
  addLine,
  cartTokenOf,
  findCart,
  MOST_LINES,
  readCart,
  removeLine,
  setLineQuantity,
  switchMarket,
} from './index.ts'

const { db } = testDb()
beforeAll(() => aMarket(db))

const now = new Date()
const add = (cartId: CartId, variantId: VariantId, quantity = 1) =>
  command(db, (tx) => addLine(tx, { cartId, variantId, quantity, now }))
const look = async (cartId: CartId) => {
  const cart = await readCart(db, cartId, new Date())
  if (!cart) throw new Error('no cart')
  return cart
}

test('the token in the cookie finds the cart, anything else does not', async () => {
  const mug = await aVariant(db)
  const { cartId, token } = await aCart(db, { lines: [[mug, 3]] })

  expect(await findCart(db, token)).toMatchObject({ id: cartId, count: 3, state: 'open', currency: 'EUR' })
  const strange = cartTokenOf('A'.repeat(43))
  expect(strange && (await findCart(db, strange))).toBeNull()
  expect(['', 'x', `${token}x`, `'; --`].map(cartTokenOf)).toEqual([null, null, null, null])
  const stored = await db.selectFrom('carts').select('token_hash').where('id', '=', cartId).executeTakeFirstOrThrow()
  expect(stored.token_hash.toString('base64url')).not.toBe(token)
})

test('the cart shows what is in it, at what price, and what that makes', async () => {
  const mug = await aVariant(db, { title: 'Blue mug', price: 1500, sale: { compareAtAmount: 2000 }, sku: 'MUG-B' })
  const { cartId } = await aCart(db, { lines: [[mug, 2]] })

  expect(await look(cartId)).toMatchObject({
    count: 2,
    subtotal: { amount: 3000, currency: 'EUR' },
    weightGrams: 600,
    requiresShipping: true,
    blocked: false,
    lines: [
      { title: 'Blue mug', sku: 'MUG-B', quantity: 2, unit: { amount: 1500 }, was: { amount: 2000 }, changes: [] },
    ],
  })
})

test('clicks that arrive together are all counted', async () => {
  const mug = await aVariant(db, { stock: 50 })
  const { cartId } = await aCart(db)

  await Promise.all(Array.from({ length: 20 }, () => add(cartId, mug)))

  expect((await look(cartId)).lines).toMatchObject([{ quantity: 20 }])
})

test('a cart cannot hold more than the shop has', async () => {
  const mug = await aVariant(db, { stock: 2 })
  const { cartId } = await aCart(db, { lines: [[mug, 1]] })

  expect(await add(cartId, mug, 2)).toEqual({ ok: false, refusal: { code: 'not_enough_stock', available: 2 } })
  expect(await command(db, (tx) => setLineQuantity(tx, { cartId, variantId: mug, quantity: 3, now }))).toMatchObject({
    refusal: { code: 'not_enough_stock' },
  })
  expect((await look(cartId)).lines).toMatchObject([{ quantity: 1 }])
})

test('what is not for sale does not get in', async () => {
  const { cartId } = await aCart(db)
  const refused = { ok: false, refusal: { code: 'not_for_sale' } }

  expect(await add(cartId, await aVariant(db, { price: null }))).toEqual(refused)
  expect(await add(cartId, newId<'variant'>())).toEqual(refused)
  expect(await add(cartId, await aVariant(db, { stock: 5000 }), 1000)).toMatchObject({ refusal: { code: 'too_many' } })
})

test('a hundred lines are enough', async () => {
  const { cartId } = await aCart(db)
  const variantIds = []
  for (let index = 0; index <= MOST_LINES; index += 1) variantIds.push(await aVariant(db))
  const results = []
  for (const variantId of variantIds) results.push(await add(cartId, variantId))

  expect(results.filter((result) => result.ok)).toHaveLength(MOST_LINES)
  expect(results.at(-1)).toEqual({ ok: false, refusal: { code: 'cart_full', most: MOST_LINES } })
})

test('lines are made longer, shorter and taken out, and each change is a new version', async () => {
  const [mug, bowl] = [await aVariant(db), await aVariant(db)]
  const { cartId } = await aCart(db, {
    lines: [
      [mug, 2],
      [bowl, 1],
    ],
  })
  const before = await look(cartId)

  await command(db, (tx) => setLineQuantity(tx, { cartId, variantId: mug, quantity: 5, now }))
  await command(db, (tx) => setLineQuantity(tx, { cartId, variantId: bowl, quantity: 0, now }))
  await command(db, (tx) => removeLine(tx, { cartId, variantId: newId<'variant'>() }))

  const after = await look(cartId)
  expect(after.lines.map((line) => [line.variantId, line.quantity])).toEqual([[mug, 5]])
  expect(after.version).toBe(before.version + 3)
})

test('what changed since the last look is told, and taken over when it was read', async () => {
  const priceListId = await aPriceList(db)
  const [mug, bowl, plate, cup] = [
    await aVariant(db, { price: 1000 }),
    await aVariant(db, { stock: 5 }),
    await aVariant(db, { stock: 5 }),
    await aVariant(db),
  ]
  const { cartId } = await aCart(db, {
    lines: [
      [mug, 1],
      [bowl, 4],
      [plate, 1],
      [cup, 1],
    ],
  })
  await done(db, (tx) => setPrices(tx, [{ priceListId, variantId: mug, amount: 1200 }]))
  await done(db, (tx) => setStock(tx, { variantId: bowl, onHand: 2, reason: 'broken', actor: 'test' }))
  await done(db, (tx) => setStock(tx, { variantId: plate, onHand: 0, reason: 'broken', actor: 'test' }))

  const told = await look(cartId)
  expect(told.lines.map((line) => line.changes)).toEqual([
    [{ code: 'price_changed', from: { amount: 1000, currency: 'EUR' }, to: { amount: 1200, currency: 'EUR' } }],
    [{ code: 'only_left', available: 2 }],
    [{ code: 'sold_out' }],
    [],
  ])
  expect(told.blocked).toBe(true)

  await command(db, (tx) => acknowledgeChanges(tx, { cartId, now: new Date() }))

  const after = await look(cartId)
  expect(after.lines.map((line) => [line.variantId, line.quantity, line.unit.amount, line.changes])).toEqual([
    [mug, 1, 1200, []],
    [bowl, 2, 2000, []],
    [cup, 1, 2000, []],
  ])
  expect(after.blocked).toBe(false)
})

test('in another market the same things have its prices, or are not for sale there', async () => {
  const [mug, bowl] = [await aVariant(db, { price: 1000 }), await aVariant(db, { price: 1000 })]
  const uk = await aMarket(db, 'uk')
  const ukList = await aPriceList(db, 'uk')
  await done(db, (tx) => setPrices(tx, [{ priceListId: ukList, variantId: mug, amount: 900 }]))
  const { cartId } = await aCart(db, {
    lines: [
      [mug, 2],
      [bowl, 1],
    ],
  })

  await command(db, (tx) => switchMarket(tx, { cartId, marketId: uk.id, language: 'en', now }))

  const cart = await look(cartId)
  expect(cart).toMatchObject({ currency: 'GBP', marketCode: 'uk', subtotal: { amount: 1800, currency: 'GBP' } })
  expect(cart.lines.map((line) => line.changes)).toEqual([[], [{ code: 'not_for_sale' }]])
})
