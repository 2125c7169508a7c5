import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { explainOrder } from '#modules/ledger'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { cancelPaymentAttempt } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const { orderOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

/** Somebody gives so much back at the gateway's own desk. */
async function giveBackAtDesk(url: string, amount: number): Promise<void> {
  await sql`update sandbox_payments set refunded_amount = ${amount}::bigint where id = ${refOf(url)}`.execute(db)
}

test('what was given back before the shop heard of the money is in the order from the first look on', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await giveBackAtDesk(url, 490)
  await webhook(shop, url)

  expect(await orderOf(orderId)).toMatchObject({
    state: 'open',
    paymentStatus: 'partly_refunded',
    payments: [{ captured: { amount: 2490 }, refunded: { amount: 490 } }],
    refunds: [{ amount: { amount: 490 }, state: 'done', reason: 'at_gateway' }],
  })
  expect((await explainOrder(db, orderId))?.isTied).toBe(true)
})

test('of money that came too late the rest goes back', async () => {
  const { orderId, cartId, url } = await unpaid()
  await cancelPaymentAttempt(shop, cartId)
  await sql`update sandbox_payments set state = 'captured', captured_amount = amount where id = ${refOf(url)}`.execute(
    db,
  )
  await giveBackAtDesk(url, 490)
  await webhook(shop, url)

  expect(await orderOf(orderId)).toMatchObject({
    state: 'canceled',
    payments: [{ captured: { amount: 2490 }, refunded: { amount: 2490 }, refunding: { amount: 0 } }],
    refunds: [
      { amount: { amount: 490 }, reason: 'at_gateway' },
      { amount: { amount: 2000 }, reason: 'late_payment', state: 'done' },
    ],
  })
  expect((await explainOrder(db, orderId))?.isTied).toBe(true)
})

test('a dispute that was there at the first look is kept', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url, '4000 0000 0000 0069')
  await webhook(shop, url)
  expect((await orderOf(orderId)).disputes).toMatchObject([{ state: 'open' }])
})
