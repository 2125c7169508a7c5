import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { refuse } from '#kernel/result'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { cancelOrder, completePayments } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, left, unpaid } = storiesOf(db, shop)

/** As PayPal does with an order that nobody has approved for three hours. */
const missing = refuse({ code: 'refused', reason: 'no such payment' })
const forgetful = withGateway(shop, () => ({ fetch: async () => missing, cancel: async () => missing }))

const HOUR = 3600
async function pass(seconds: number): Promise<void> {
  const earlier = sql`${seconds}::integer * interval '1 second'`
  await sql`update payments set created_at = created_at - ${earlier}, deadline_at = deadline_at - ${earlier},
    checked_at = checked_at - ${earlier}`.execute(db)
}

test('the shop was closed for days, and the provider has forgotten the page: the goods can be sold again', async () => {
  const { orderId, mug } = await unpaid()
  await pass(4 * HOUR)
  await completePayments(forgetful)
  expect(await orderOf(orderId)).toMatchObject({ state: 'pending' })
  const canceled = await cancelOrder(forgetful, { orderId, reason: 'staff', restock: true, actor: 'staff:ida' })
  expect(canceled).toEqual(refuse({ code: 'payment_unclear' }))

  await pass(24 * HOUR)
  await completePayments(forgetful)
  expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_failed' })
  expect(await left(mug)).toBe(1)
})

test('should it be paid after all, the money goes back', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await pass(30 * HOUR)
  await completePayments(forgetful)
  expect(await orderOf(orderId)).toMatchObject({ state: 'canceled' })
  await webhook(shop, url)
  expect(await orderOf(orderId)).toMatchObject({
    payments: [{ captured: { amount: 2490 }, refunded: { amount: 2490 } }],
  })
})
