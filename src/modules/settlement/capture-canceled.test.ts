import { beforeAll, expect, test } from 'vitest'

import { refuse } from '#kernel/result'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { cancelOrder, capturePayment, voidPayment } from './index.ts'

const { db } = testDb()
const shop = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))

const { orderOf, unpaid } = storiesOf(db, shop)
const actor = 'staff:ida'

test('of a canceled order nothing is taken any more, also when its money could not be freed', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await webhook(shop, url)
  const stubborn = withGateway(shop, () => ({ cancel: async () => refuse({ code: 'refused', reason: 'not today' }) }))
  expect(await cancelOrder(stubborn, { orderId, reason: 'staff', restock: true, actor })).toMatchObject({ ok: true })
  const [payment] = (await orderOf(orderId)).payments
  expect(payment).toMatchObject({ state: 'authorized', voiding: false })
  if (!payment) throw new Error('no payment')

  const whole = { orderId, paymentId: payment.id, amount: null, final: true, actor }
  expect(await capturePayment(shop, whole)).toEqual(refuse({ code: 'not_allowed', reason: 'It is canceled' }))
  expect(await voidPayment(shop, { orderId, paymentId: payment.id, actor })).toMatchObject({ ok: true })
  expect((await orderOf(orderId)).payments).toMatchObject([{ state: 'canceled', captured: { amount: 0 } }])
})
