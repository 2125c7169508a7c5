import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { refuse } from '#kernel/result'
import { refundOrder } from '#modules/refund'
import { capturePayment } from '#modules/settlement'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { countAttention, listAttention } from './index.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'
const nobody = refuse({ code: 'unknown', reason: 'no answer' })

const seen = async (orderId: OrderId) =>
  (await listAttention(db, { kind: 'unclear', search: '', limit: 50, offset: 0 })).rows
    .filter((row) => row.orderId === orderId)
    .map(({ amount }) => amount.amount)

test('a refund about which the provider has said nothing for half an hour is shown', async () => {
  const shop = testShop(db)
  const { orderId, url } = await storiesOf(db, shop).unpaid()
  await payByCard(shop, url)
  await webhook(shop, url)
  const silent = withGateway(shop, () => ({ refund: async () => nobody }))
  await refundOrder(silent, { orderId, lines: [], shipping: 0, amount: 500, restock: false, note: '', actor })
  expect(await seen(orderId)).toEqual([])
  await sql`update refunds set created_at = created_at - interval '31 minutes'`.execute(db)
  expect(await seen(orderId)).toEqual([500])
  expect(await countAttention(db)).toMatchObject({ attention: 1 })
})

test('and so is money that was to be taken', async () => {
  const shop = testShop(db, { capture: 'manual' })
  const { unpaid, orderOf } = storiesOf(db, shop)
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url)
  const [payment] = (await orderOf(orderId)).payments
  if (!payment) throw new Error('no payment')
  const silent = withGateway(shop, () => ({ capture: async () => nobody }))
  await capturePayment(silent, { orderId, paymentId: payment.id, amount: null, final: true, actor })
  expect(await seen(orderId)).toEqual([])
  await sql`update captures set created_at = created_at - interval '31 minutes'`.execute(db)
  expect(await seen(orderId)).toEqual([2490])
})
