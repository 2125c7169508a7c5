import { beforeAll, expect, test } from 'vitest'

import { offerOrder } from '#modules/order'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, place, testShop, webhook } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { payOffer } from './index.ts'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { unpaid } = storiesOf(db, shop)
const ROUNDS = 20

test('who pays by the link and orders the open cart again in the same moment buys once', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { orderId, cartId, url } = await unpaid(10)
    await payByCard(shop, url, '4000 0000 0000 0002')
    await webhook(shop, url)
    await offerOrder(shop, { orderId, days: 7, actor: 'staff:ida' })
    await Promise.all([payOffer(shop, { orderId, method: 'test_card' }), place(shop, cartId)])
    const orders = await db.selectFrom('orders').select(['id', 'state']).where('cart_id', '=', cartId).execute()
    expect(orders.filter(({ state }) => state === 'pending')).toHaveLength(1)
  }
})
