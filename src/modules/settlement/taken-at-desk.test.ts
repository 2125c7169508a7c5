import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { explainOrder } from '#modules/ledger'
import { readUnmatched } from '#modules/payment'
import { testDb } from '#testing/db'
import { anOpenShop, payByCard, testShop, webhook, withGateway } from '#testing/orders'
import { storiesOf } from '#testing/stories'
import { cancelPaymentAttempt, giveUnmatchedBack } from './index.ts'

const { db } = testDb()
const shop = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))

const { orderOf, eventsOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

/** Somebody takes so much of what is set aside, and frees the rest, at the gateway's own desk. */
async function takeAtDesk(url: string, amount: number): Promise<void> {
  await sql`update sandbox_payments set state = 'captured', captured_amount = ${amount}::bigint
    where id = ${refOf(url)}`.execute(db)
}

/** A gateway whose desk may take a little more than was set aside. */
const generous = withGateway(shop, (gateway) => ({
  fetch: async (ref) => {
    const said = await gateway.fetch(ref)
    return said.ok ? ok({ ...said.value, captured: { ...said.value.captured, amount: 2600 } }) : said
  },
}))

const refundedAt = async (url: string) =>
  (
    await db
      .selectFrom('sandbox_payments')
      .select('refunded_amount')
      .where('id', '=', refOf(url))
      .executeTakeFirstOrThrow()
  ).refunded_amount

const isTied = async (orderId: OrderId) => (await explainOrder(db, orderId))?.isTied

test('a part that was taken there before the shop looked is that part, and not all', async () => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  await takeAtDesk(url, 1000)
  await webhook(shop, url)

  expect(await orderOf(orderId)).toMatchObject({
    state: 'open',
    paymentStatus: 'partly_paid',
    payments: [{ state: 'captured', captured: { amount: 1000 } }],
    captures: [{ amount: { amount: 1000 }, state: 'done' }],
  })
  expect(await isTied(orderId)).toBe(true)
})

test('of a payment that came too late only what was taken goes back', async () => {
  const { orderId, cartId, url } = await unpaid()
  expect(await cancelPaymentAttempt(shop, cartId)).toMatchObject({ ok: true, value: { state: 'reopened' } })
  await takeAtDesk(url, 1000)
  await webhook(shop, url)

  expect(await orderOf(orderId)).toMatchObject({
    state: 'canceled',
    payments: [{ captured: { amount: 1000 }, refunded: { amount: 1000 } }],
  })
  expect(await refundedAt(url)).toBe(1000)
  expect(await isTied(orderId)).toBe(true)
})

test.each(['before the shop looked', 'after it'])('more than was set aside, %s: people are told', async (when) => {
  const { orderId, url } = await unpaid()
  await payByCard(shop, url)
  if (when === 'after it') await webhook(shop, url, 'evt_1')
  await takeAtDesk(url, 2490)
  await webhook(generous, url, 'evt_2')
  await webhook(generous, url, 'evt_3')

  expect(await orderOf(orderId)).toMatchObject({
    state: 'open',
    paymentStatus: 'paid',
    payments: [{ state: 'captured', captured: { amount: 2490 } }],
  })
  expect((await eventsOf(orderId)).filter((type) => type === 'payment.mismatched')).toHaveLength(1)
  const [surplus] = await readUnmatched(db, { orderId })
  expect(surplus).toMatchObject({ amount: { amount: 110 }, why: 'amount', state: 'seen' })
  if (!surplus) throw new Error('nothing unmatched')

  expect(await giveUnmatchedBack(shop, { id: surplus.id, actor: 'staff:ida' })).toEqual(ok(null))
  await webhook(generous, url, 'evt_4')
  expect(await refundedAt(url)).toBe(110)
  expect(await orderOf(orderId)).toMatchObject({ payments: [{ refunded: { amount: 0 } }], refunds: [] })
  expect(await isTied(orderId)).toBe(true)
})
