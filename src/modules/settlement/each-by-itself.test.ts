import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { refuse } from '#kernel/result'
import { refundOrder } from '#modules/refund'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway, type TestShop } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { capturePayment, completePayments } from './index.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))

const nobody = refuse({ code: 'unknown', reason: 'no answer' })
const silent = (shop: TestShop) =>
  withGateway(shop, () => ({ capture: async () => nobody, refund: async () => nobody }))

async function pass(): Promise<void> {
  const minute = sql`interval '1 minute'`
  await sql`update refunds set created_at = created_at - ${minute}`.execute(db)
  await sql`update captures set created_at = created_at - ${minute}`.execute(db)
}

/** Two orders that the card paid; of the first nobody knows the provider any more. */
async function twoOrders(shop: TestShop, begin: (shop: TestShop, orderId: OrderId) => Promise<unknown>) {
  const { unpaid } = storiesOf(db, shop)
  const [first, second] = [await unpaid(), await unpaid()]
  for (const { orderId, url } of [first, second]) {
    await payByCard(shop, url)
    await webhook(shop, url)
    await begin(silent(shop), orderId)
  }
  await sql`update payments set gateway = 'gone' where order_id = ${first.orderId}`.execute(db)
  await pass()
  await expect(completePayments(shop)).rejects.toThrow('some payments could not be completed')
  return storiesOf(db, shop).orderOf(second.orderId)
}

const actor = 'staff:ida'
const paymentOf = async (shop: TestShop, orderId: OrderId) => {
  const [payment] = (await storiesOf(db, shop).orderOf(orderId)).payments
  if (!payment) throw new Error('no payment')
  return { orderId, paymentId: payment.id, actor }
}

test('a refund whose provider nobody knows any more does not keep the others waiting', async () => {
  const rest = { lines: [], shipping: 0, amount: 500, restock: false, note: '', actor }
  const order = await twoOrders(testShop(db), (shop, orderId) => refundOrder(shop, { orderId, ...rest }))
  expect(order.payments).toMatchObject([{ refunded: { amount: 500 } }])
})

test('nor does a capture', async () => {
  const order = await twoOrders(testShop(db, { capture: 'manual' }), async (shop, orderId) =>
    capturePayment(shop, { ...(await paymentOf(shop, orderId)), amount: null, final: true }),
  )
  expect(order.payments).toMatchObject([{ captured: { amount: 2490 } }])
})
