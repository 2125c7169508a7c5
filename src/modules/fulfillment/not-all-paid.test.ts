import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { refuse } from '#kernel/result'
import { refundOrder } from '#modules/refund'
import { finishCaptures, voidPayment } from '#modules/settlement'
import { command } from '#platform/db'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { fulfill } from './index.ts'

const { db } = testDb()
const shop = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))

const { orderOf, unpaid } = storiesOf(db, shop)
const actor = 'staff:ida'

async function sendOne(orderId: OrderId) {
  const [line] = (await orderOf(orderId)).lines
  const lines = line ? [{ orderLineId: line.id, quantity: 1 }] : []
  const parcel = { orderId, lines, carrier: '', trackingNumber: '', trackingUrl: '', actor, now: new Date() }
  return command(db, (tx) => fulfill(tx, { ...parcel, methods: shop.methods }))
}

/** Two mugs; the first is sent, its money taken and a part of that given back. */
async function halfSent() {
  const { orderId, url } = await unpaid(2, 2)
  await payByCard(shop, url)
  await webhook(shop, url)
  await sendOne(orderId)
  await finishCaptures(shop, { orderId })
  await refundOrder(shop, { orderId, lines: [], shipping: 0, amount: 300, restock: false, note: '', actor })
  return orderId
}

test('an order is not complete before the rest of its money is taken, whatever went back of the first part', async () => {
  const orderId = await halfSent()
  const silent = withGateway(shop, () => ({ capture: async () => refuse({ code: 'unknown', reason: 'no answer' }) }))
  expect(await sendOne(orderId)).toMatchObject({ ok: true })
  await finishCaptures(silent, { orderId })
  expect(await orderOf(orderId)).toMatchObject({ state: 'open' })
  await finishCaptures(shop, { orderId })
  expect(await orderOf(orderId)).toMatchObject({ state: 'completed', paymentStatus: 'partly_refunded' })
})

test('nothing more is sent once the rest of the money is freed', async () => {
  const orderId = await halfSent()
  const [payment] = (await orderOf(orderId)).payments
  if (!payment) throw new Error('no payment')
  expect(await voidPayment(shop, { orderId, paymentId: payment.id, actor })).toMatchObject({ ok: true })
  const refusal = { code: 'not_allowed', reason: 'Not all of it is paid yet' }
  expect(await sendOne(orderId)).toEqual({ ok: false, refusal })
})
