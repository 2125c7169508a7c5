import { beforeAll, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { addLine, cartTokenOf, readCart } from '#modules/cart'
import { readCheckout, saveCheckout } from '#modules/checkout'
import { availabilityOf } from '#modules/inventory'
import { readOrder, readOrderPage } from '#modules/order'
import { afterPayment, cancelPaymentAttempt } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import {
  aCart,
  aCheckout,
  anAddress,
  anOpenShop,
  aPlacedOrder,
  payByCard,
  place,
  testShop,
  totalOf,
  webhook,
} from '#testing/orders'
import { ledgerDiffers } from '#testing/ledger'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

test('a guest buys by card: the order is frozen, the stock goes down, the story is told', async () => {
  const mug = await aVariant(db, { title: 'Blue mug', price: 1990, stock: 5 })
  const cartId = await aCheckout(db, { lines: [[mug, 2]] })

  const placed = await place(shop, cartId)
  expect(placed).toMatchObject({ ok: true, value: { next: { kind: 'pay' } } })
  if (!placed.ok || placed.value.next.kind !== 'pay') return
  const { orderId, next } = placed.value
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'pending', paymentStatus: 'unpaid' })
  expect((await availabilityOf(db, [mug])).get(mug)?.available).toBe(3)

  await payByCard(shop, next.url)
  await webhook(shop, next.url)

  const page = await readOrderPage(db, orderId)
  expect(page?.order).toMatchObject({
    state: 'open',
    paymentStatus: 'paid',
    fulfillmentStatus: 'unfulfilled',
    subtotal: { amount: 3980, currency: 'EUR' },
    shipping: { amount: 490 },
    total: { amount: 4470 },
    tax: { amount: 714 },
    taxes: [{ name: 'VAT', ratePpm: 190_000 }],
    lines: [{ title: 'Blue mug', quantity: 2, unit: { amount: 1990 }, total: { amount: 3980 } }],
    shippingAddress: { city: 'Hamburg' },
    payments: [{ state: 'captured', amount: { amount: 4470 } }],
  })
  expect(page?.timeline.map((entry) => entry.type)).toEqual(['order.placed', 'order.confirmed', 'payment.captured'])
  expect((await readCart(db, cartId, new Date()))?.state).toBe('ordered')
  expect(await afterPayment(shop, orderId)).toEqual({ kind: 'done' })
  expect(await ledgerDiffers(db)).toEqual([])
})

test('a declined card gives the cart back, and another method can be tried', async () => {
  const mug = await aVariant(db, { stock: 2 })
  const { orderId, next, cartId } = await aPlacedOrder(shop, { lines: [[mug, 2]] })
  if (next.kind !== 'pay') throw new Error(next.kind)

  await payByCard(shop, next.url, '4000 0000 0000 0002')

  expect(await afterPayment(shop, orderId)).toEqual({ kind: 'failed', failureCode: 'card_declined' })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_failed' })
  expect(await readCart(db, cartId, new Date())).toMatchObject({ state: 'open', count: 2, blocked: false })

  await command(db, (tx) => saveCheckout(tx, { cartId, parts: { paymentMethod: 'bank_transfer' } }))
  const again = await place(shop, cartId)
  expect(again).toMatchObject({ ok: true, value: { next: { kind: 'done' } } })
  if (!again.ok) return
  expect(await readOrder(db, again.value.orderId)).toMatchObject({ state: 'open', paymentStatus: 'unpaid' })
  expect(await ledgerDiffers(db)).toEqual([])
})

test('the same click again is the same order; the same key for something else is refused', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const cartId = await aCheckout(db, { lines: [[mug, 1]] })
  const key = newId()
  const seenTotal = await totalOf(shop, cartId)

  const first = await place(shop, cartId, { key, seenTotal })
  const second = await place(shop, cartId, { key, seenTotal })
  const other = await place(shop, cartId, { key, seenTotal: seenTotal + 1 })

  expect(second).toEqual(first)
  expect(other).toEqual({ ok: false, refusal: { code: 'key_reused' } })
})

test('a cart that is being paid takes no changes until the payment is given up', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const { cartId, orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  const add = () => command(db, (tx) => addLine(tx, { cartId, variantId: mug, quantity: 1, now: new Date() }))

  expect(await add()).toEqual({ ok: false, refusal: { code: 'payment_in_progress' } })
  expect(await cancelPaymentAttempt(shop, cartId)).toEqual({ ok: true, value: { state: 'reopened' } })
  expect(await add()).toEqual({ ok: true, value: { quantity: 2 } })

  if (next.kind !== 'pay') throw new Error(next.kind)
  expect(await payByCard(shop, next.url)).toMatchObject({ kind: 'return' })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', paymentStatus: 'unpaid' })
})

test('who paid while giving up has an order', async () => {
  const mug = await aVariant(db, { stock: 5 })
  const { cartId, orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(shop, next.url)

  expect(await cancelPaymentAttempt(shop, cartId)).toEqual({ ok: true, value: { state: 'paid', orderId } })
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', paymentStatus: 'paid' })
})

test('what is missing, changed or gone is said before anything is written', async () => {
  const mug = await aVariant(db, { price: 1000, stock: 1 })
  const { cartId: empty } = await aCart(db)
  const cartId = await aCheckout(db, { lines: [[mug, 1]] })
  const rival = await aCheckout(db, { lines: [[mug, 1]] })

  expect(await place(shop, empty)).toMatchObject({
    refusal: { code: 'incomplete', missing: ['lines', 'email', 'billing_address'] },
  })
  expect(await place(shop, cartId, { seenTotal: 1 })).toEqual({
    ok: false,
    refusal: { code: 'total_changed', total: { amount: 1490, currency: 'EUR' } },
  })
  await place(shop, rival)
  expect(await place(shop, cartId)).toEqual({
    ok: false,
    refusal: { code: 'not_enough_stock', variantId: mug, available: 0 },
  })
})

test('an order that costs nothing needs no payment', async () => {
  const flyer = await aVariant(db, { price: 0, stock: 3, requiresShipping: false })
  const cartId = await aCheckout(db, {
    lines: [[flyer, 1]],
    parts: { shippingAddress: null, billingAddress: anAddress() },
  })

  const placed = await place(shop, cartId)

  expect(placed).toMatchObject({ ok: true, value: { next: { kind: 'done' } } })
  if (!placed.ok) return
  expect(await readOrder(db, placed.value.orderId)).toMatchObject({
    state: 'open',
    paymentStatus: 'paid',
    payments: [],
  })
  expect((await availabilityOf(db, [flyer])).get(flyer)?.available).toBe(2)
})

test('in a market that shows prices without tax it comes on top', async () => {
  const { cartId } = await aCart(db, { market: 'us' })
  const view = await readCheckout(db, cartId, { now: new Date(), methods: shop.methods.offered() })
  expect(view?.quote.taxIncluded).toBe(false)
  expect(cartTokenOf('short')).toBeNull()
})
