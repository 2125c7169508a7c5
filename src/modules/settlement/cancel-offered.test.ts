import { beforeAll, expect, test } from 'vitest'

import { ok, refuse } from '#kernel/result'
import { offerOrder } from '#modules/order'
import { payOffer } from '#modules/placement'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { cancelOrder } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, left, unpaid } = storiesOf(db, shop)
const actor = 'staff:ida'
const no = refuse({ code: 'refused', reason: 'not today' })
const unknown = refuse({ code: 'unknown', reason: 'no answer' })

test('an order that its buyer is just paying by a link is canceled when staff say so, also if the payment fails', async () => {
  const { orderId, mug, url } = await unpaid()
  await payByCard(shop, url, '4000 0000 0000 0002')
  await webhook(shop, url)
  await offerOrder(shop, { orderId, days: 7, actor })
  const silent = withGateway(shop, () => ({ create: async () => unknown }))
  expect(await payOffer(silent, { orderId, method: 'test_card' })).toMatchObject({ value: { kind: 'waiting' } })
  const { state, version } = await orderOf(orderId)
  expect(state).toBe('pending')

  const refusing = withGateway(shop, () => ({ create: async () => no }))
  const canceled = await cancelOrder(refusing, { orderId, reason: 'staff', restock: true, version, actor })
  expect(canceled).toEqual(ok(null))
  expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', cancelReason: 'staff' })
  expect(await left(mug)).toBe(1)
})
