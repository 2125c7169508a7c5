import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type OrderId } from '#kernel/id'
import { findBreaks } from '#modules/ledger'
import { type Order, readOrder } from '#modules/order'
import { refundOrder, retryRefund, type RetryRefund } from './index.ts'
import { cancelOrder, completePayments } from '#modules/settlement'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import { moneyDiffers, owed } from '#testing/money'
import { anOpenShop, aPlacedOrder, payByCard, testShop, webhook } from '#testing/orders'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

/** Two mugs of 20.00 and shipping by card, of which one mug has been given back. */
async function refunded() {
  const placed = await aPlacedOrder(shop, { lines: [[await aVariant(db, { stock: 10, price: 2000 }), 2]] })
  if (placed.next.kind !== 'pay') throw new Error(placed.next.kind)
  const { url } = placed.next
  await payByCard(shop, url)
  await webhook(shop, url)
  const { orderId } = placed
  const line = (await orderOf(orderId)).lines[0]
  if (!line) throw new Error('no line')
  const give = () =>
    refundOrder(shop, {
      orderId,
      lines: [{ orderLineId: line.id, quantity: 1 }],
      shipping: 0,
      amount: null,
      restock: false,
      note: '',
      actor,
    })
  expect(await give()).toMatchObject({ ok: true })
  return { orderId, url, give }
}

/** The bank sends it back; nobody has told the shop yet. */
const fails = (url: string) => shop.sandbox.desk.act(url.split('/').at(-1) ?? '', 'refund_fails')
const eventsOf = async (orderId: OrderId, type: string) =>
  (await db.selectFrom('events').select('type').where('subject_id', '=', orderId).where('type', '=', type).execute())
    .length

async function failed(orderId: OrderId) {
  const refund = (await orderOf(orderId)).refunds.find(({ state }) => state === 'failed')
  if (!refund) throw new Error('no failed refund')
  return refund
}

const deal = async (orderId: OrderId, how: RetryRefund['how'], version?: number) =>
  retryRefund(shop, { orderId, refundId: (await failed(orderId)).id, how, version, actor })

test('a refund that comes back days later is no refund: figures and books say so, and it is told once', async () => {
  const { orderId, url, give } = await refunded()
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'partly_refunded' })
  await fails(url)
  await Promise.all([webhook(shop, url, 'evt_back'), webhook(shop, url, 'evt_back')])
  await webhook(shop, url, 'evt_again')

  const order = await orderOf(orderId)
  expect(order).toMatchObject({ paymentStatus: 'paid' })
  expect(order.refunds).toMatchObject([{ state: 'failed', failure: 'account_closed', handledAt: null }])
  expect(await eventsOf(orderId, 'payment.refund_failed')).toBe(1)
  expect(await owed(db, orderId)).toBe(0)
  expect([await moneyDiffers(db), (await findBreaks(db)).breaks]).toEqual([[], []])

  expect(await give()).toMatchObject({ ok: true })
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'partly_refunded' })
})

test('whose message got lost is found by looking again, ever more rarely', async () => {
  const { orderId, url } = await refunded()
  await fails(url)
  await completePayments(shop)
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'partly_refunded' })
  await sql`update refunds set done_at = now() - interval '61 minutes'`.execute(db)
  await Promise.all([completePayments(shop), completePayments(shop)])
  expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'paid' })
  expect(await eventsOf(orderId, 'payment.refund_failed')).toBe(1)
})

test('is asked for again, once, in the version that was seen', async () => {
  const { orderId, url } = await refunded()
  await fails(url)
  await webhook(shop, url, 'evt_back')
  const { version } = await orderOf(orderId)
  expect(await deal(orderId, 'again', version - 1)).toMatchObject({ refusal: { code: 'stale' } })
  const pressed = await Promise.all([deal(orderId, 'again'), deal(orderId, 'again')])
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1)

  const order = await orderOf(orderId)
  expect(order.refunds.map(({ state, amount }) => [state, amount.amount])).toEqual([
    ['failed', 2000],
    ['done', 2000],
  ])
  expect(order).toMatchObject({ paymentStatus: 'partly_refunded' })
  expect([await moneyDiffers(db), (await findBreaks(db)).breaks]).toEqual([[], []])
})

describe('given at the provider’s own desk', () => {
  /** Staff give these back there, past the shop, which hears of it at once. */
  async function givenThere(...amounts: number[]) {
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[await aVariant(db, { stock: 10, price: 2000 }), 2]] })
    if (next.kind !== 'pay' || shop.sandbox.method.kind !== 'online') throw new Error(next.kind)
    const { url } = next
    await payByCard(shop, url)
    await webhook(shop, url)
    const { total } = await orderOf(orderId)
    const ref = url.split('/').at(-1) ?? ''
    for (const amount of amounts)
      await shop.sandbox.method.gateway.refund({ ref, amount: { ...total, amount }, idempotencyKey: newId() })
    await webhook(shop, url, 'evt_given')
    return { orderId, url }
  }
  const refundsOf = async (orderId: OrderId) =>
    (await orderOf(orderId)).refunds.map(({ state, amount, reason }) => [state, amount.amount, reason])

  test('each refund is known by itself, and the one that comes back is told, and is no refund any more', async () => {
    const { orderId, url } = await givenThere(1000, 700)
    expect(await refundsOf(orderId)).toEqual([
      ['done', 1000, 'at_gateway'],
      ['done', 700, 'at_gateway'],
    ])
    await fails(url)
    await webhook(shop, url, 'evt_back')
    await webhook(shop, url, 'evt_again')

    expect(await refundsOf(orderId)).toEqual([
      ['done', 1000, 'at_gateway'],
      ['failed', 700, 'at_gateway'],
    ])
    expect(await eventsOf(orderId, 'payment.refund_failed')).toBe(1)
    expect(await owed(db, orderId)).toBe(0)
    expect([await moneyDiffers(db), (await findBreaks(db)).breaks]).toEqual([[], []])
    expect(await deal(orderId, 'again')).toMatchObject({ ok: true })
    expect((await refundsOf(orderId)).at(-1)?.slice(0, 2)).toEqual(['done', 700])
  })

  test('one whose message got lost is found by looking again', async () => {
    const { orderId, url } = await givenThere(500)
    await fails(url)
    await sql`update refunds set done_at = now() - interval '61 minutes'`.execute(db)
    await completePayments(shop)
    expect(await refundsOf(orderId)).toEqual([['failed', 500, 'at_gateway']])
    expect([await moneyDiffers(db), (await findBreaks(db)).breaks]).toEqual([[], []])
  })
})

test('or is given by hand: the bank has less, and the provider’s book may know nothing of it', async () => {
  const { orderId, url } = await refunded()
  await fails(url)
  await webhook(shop, url, 'evt_back')
  expect(await deal(orderId, 'by_hand')).toMatchObject({ ok: true })
  await webhook(shop, url, 'evt_other')

  const order = await orderOf(orderId)
  expect(order).toMatchObject({ paymentStatus: 'partly_refunded' })
  expect(order.refunds.map(({ state }) => state)).toEqual(['failed', 'done'])
  expect(await owed(db, orderId)).toBe(0)
  expect([await ledgerDiffers(db), (await findBreaks(db)).breaks]).toEqual([[], []])
  const { rows } = await sql<{
    amount: number
  }>`select amount from ledger_lines l join ledger_entries e on e.id = l.entry_id
    where e.order_id = ${orderId} and l.account = 'bank'`.execute(db)
  expect(rows).toEqual([{ amount: -2000 }])

  if (shop.sandbox.method.kind !== 'online') throw new Error('no gateway')
  const ref = url.split('/').at(-1) ?? ''
  const amount = { ...order.total, amount: 490 }
  await shop.sandbox.method.gateway.refund({ ref, amount, idempotencyKey: 'at its desk' })
  await webhook(shop, url, 'evt_desk')
  expect((await orderOf(orderId)).refunds.at(-1)).toMatchObject({ amount: { amount: 490 }, reason: 'at_gateway' })
})

test('of a canceled order it is owed until it is dealt with', async () => {
  const placed = await aPlacedOrder(shop, { lines: [[await aVariant(db, { stock: 10, price: 2000 }), 1]] })
  if (placed.next.kind !== 'pay') throw new Error(placed.next.kind)
  const { orderId, next } = placed
  await payByCard(shop, next.url)
  await webhook(shop, next.url)
  await cancelOrder(shop, { orderId, reason: 'staff', restock: true, actor })
  await fails(next.url)
  await webhook(shop, next.url, 'evt_back')
  expect(await owed(db, orderId)).toBe(-2490)
  expect(await deal(orderId, 'settled')).toMatchObject({ ok: true })
  expect(await retryRefund(shop, { orderId, refundId: (await failed(orderId)).id, how: 'again', actor })).toMatchObject(
    {
      refusal: { reason: 'It is dealt with already' },
    },
  )
})
