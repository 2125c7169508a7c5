import { beforeAll, expect, test } from 'vitest'

import { newId, type OrderId } from '#kernel/id'
import { addGiftCard } from '#modules/cart'
import { fulfill } from '#modules/fulfillment'
import { refundOrder } from '#modules/refund'
import { markPaid } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, aPlacedOrder, payByCard, place, testShop, webhook } from '#testing/orders'
import { aGiftCard, eur } from '#testing/value'
import { can, countWaiting, listOrders, readOrder, type Order } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

async function send(orderId: OrderId, quantity: number) {
  const lines = (await orderOf(orderId)).lines.map(({ id: orderLineId }) => ({ orderLineId, quantity }))
  const parcel = { carrier: '', trackingNumber: '', trackingUrl: '', methods: shop.methods, actor, now: new Date() }
  return command(db, (tx) => fulfill(tx, { orderId, lines, ...parcel }))
}

const waits = async (orderId: OrderId): Promise<boolean> =>
  (await listOrders(db, { waitsFor: 'parcel' })).orders.some(({ id }) => id === orderId)

test('an order whose money went back at the provider’s own desk is not sent any more, and waits for no parcel', async () => {
  const before = (await countWaiting(db)).parcel
  const mug = await aVariant(db, { stock: 10, price: 2000 })
  const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 2]] })
  if (next.kind !== 'pay' || shop.sandbox.method.kind !== 'online') throw new Error(next.kind)
  await payByCard(shop, next.url)
  await webhook(shop, next.url)
  expect([await waits(orderId), (await countWaiting(db)).parcel]).toEqual([true, before + 1])
  const { total: amount } = await orderOf(orderId)
  const ref = next.url.split('/').at(-1) ?? ''
  await shop.sandbox.method.gateway.refund({ ref, amount, idempotencyKey: newId() })
  await webhook(shop, next.url, 'evt_given')

  const order = await orderOf(orderId)
  expect(order).toMatchObject({ state: 'open', paymentStatus: 'refunded' })
  expect(can(order)).toMatchObject({ fulfill: 'All of its money has been given back', cancel: null })
  expect(await send(orderId, 1)).toMatchObject({ refusal: { reason: 'All of its money has been given back' } })
  expect([await waits(orderId), (await countWaiting(db)).parcel]).toEqual([false, before])
})

test('one whose other money comes at the door is sent, and done when that has come', async () => {
  const { giftCardId } = await aGiftCard(db, { amount: eur(2000) })
  const mug = await aVariant(db, { stock: 10, price: 2000 })
  const cartId = await aCheckout(db, { lines: [[mug, 2]], parts: { paymentMethod: 'cash_on_delivery' } })
  await done(db, (tx) => addGiftCard(tx, { cartId, giftCardId }))
  const placed = await place(shop, cartId)
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  const { orderId } = placed.value
  const sum = { lines: [], shipping: 0, amount: 2000, restock: false, note: '', actor }
  expect(await refundOrder(shop, { orderId, ...sum })).toMatchObject({ ok: true })
  expect([(await orderOf(orderId)).paymentStatus, await waits(orderId)]).toEqual(['refunded', true])
  expect(await send(orderId, 2)).toMatchObject({ ok: true })
  expect(await orderOf(orderId)).toMatchObject({ state: 'open', fulfillmentStatus: 'fulfilled' })
  await done(db, (tx) => markPaid(tx, { orderId, actor, now: new Date() }))
  expect(await orderOf(orderId)).toMatchObject({ state: 'completed' })
})
