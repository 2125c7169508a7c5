import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { money } from '#kernel/money'
import { readCart } from '#modules/cart'
import { availabilityOf } from '#modules/inventory'
import { readOrder } from '#modules/order'
import type { Gateway } from '#modules/payment'
import { placeOrder } from '#modules/placement'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import {
  aCheckout,
  anOpenShop,
  aPaidOrder,
  aPlacedOrder,
  payByCard,
  place,
  testShop,
  webhook,
  withGateway,
} from '#testing/orders'
import { afterPayment, cancelOrder, completePayments } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const MINUTE = 60_000
const broken = async () => {
  throw new Error('connection reset')
}

/** Deadlines are the database's to know: all that is waited for was begun so much earlier. */
async function pass(ms: number): Promise<void> {
  const earlier = sql`${ms}::bigint * interval '1 millisecond'`
  await sql`update payments set created_at = created_at - ${earlier}, deadline_at = deadline_at - ${earlier},
    checked_at = checked_at - ${earlier}, settled_at = settled_at - ${earlier}`.execute(db)
  await sql`update refunds set created_at = created_at - ${earlier}`.execute(db)
  await sql`update gateway_events set received_at = received_at - ${earlier}, tried_at = tried_at - ${earlier}`.execute(
    db,
  )
}

async function complete(): Promise<void> {
  await pass(40_000)
  await completePayments(shop)
}

const booked = (orderId: OrderId) =>
  db
    .selectFrom('sandbox_payments as s')
    .innerJoin('payments as p', (join) => join.on(sql`p.id::text`, '=', sql`s.idempotency_key`))
    .select(['s.id', 's.state', 's.refunded_amount', 's.amount'])
    .where('p.order_id', '=', orderId)
    .execute()

const eventsOf = async (orderId: OrderId) =>
  (await db.selectFrom('events').select('type').where('subject_id', '=', orderId).orderBy('id').execute()).map(
    (event) => event.type,
  )

async function placedWhile(change: (gateway: Gateway) => Partial<Gateway>, stock = 1) {
  const mug = await aVariant(db, { stock })
  const cartId = await aCheckout(db, { lines: [[mug, 1]] })
  const placed = await place(withGateway(shop, change), cartId)
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  return { mug, cartId, ...placed.value }
}
const left = async (mug: Awaited<ReturnType<typeof aVariant>>) => (await availabilityOf(db, [mug])).get(mug)?.available

describe('we were interrupted', () => {
  test('before the gateway heard of the payment: the cart and the stock come back', async () => {
    const { orderId, next, cartId, mug } = await placedWhile(() => ({ create: broken }))
    expect(next).toEqual({ kind: 'waiting' })
    expect([await left(mug), await booked(orderId)]).toEqual([0, []])

    await complete()

    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_failed' })
    expect((await booked(orderId)).map((one) => one.state)).toEqual(['canceled'])
    expect((await readCart(db, cartId, new Date()))?.state).toBe('open')
    expect(await left(mug)).toBe(1)
  })

  test('after the gateway made it, before we heard: it is found by its key and ended', async () => {
    const { orderId } = await placedWhile((gateway) => ({
      create: async (payment) => {
        await gateway.create(payment)
        return broken()
      },
    }))
    expect(await booked(orderId)).toHaveLength(1)

    await complete()

    expect((await booked(orderId)).map((one) => one.state)).toEqual(['canceled'])
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled' })
  })

  test('or the shopper clicks again first: the same payment goes on', async () => {
    const { orderId, cartId, next } = await placedWhile((gateway) => ({
      create: async (payment) => {
        await gateway.create(payment)
        return broken()
      },
    }))
    expect(next).toEqual({ kind: 'waiting' })

    const again = await place(shop, cartId)

    expect(again).toMatchObject({ ok: true, value: { orderId, next: { kind: 'pay' } } })
    expect(await booked(orderId)).toHaveLength(1)
  })

  test('after the shopper paid: the lost answer is found', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId, next, cartId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    expect(await payByCard(shop, next.url, '4000 0000 0000 0341')).toMatchObject({ kind: 'lost' })

    await complete()

    expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect((await readCart(db, cartId, new Date()))?.state).toBe('ordered')
  })

  test('between the promise of a refund and the gateway: it is given once', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const orderId = await aPaidOrder(shop, { lines: [[mug, 1]] })
    const half = withGateway(shop, (gateway) => ({
      refund: async (refund) => {
        await gateway.refund(refund)
        return broken()
      },
    }))
    await cancelOrder(half, { orderId, reason: 'staff', restock: true, actor: 'staff:ida' })
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', refunds: [{ state: 'created' }] })

    await complete()
    await complete()

    const [payment] = await booked(orderId)
    expect(payment?.refunded_amount).toBe(payment?.amount)
    expect(await readOrder(db, orderId)).toMatchObject({ paymentStatus: 'refunded', refunds: [{ state: 'done' }] })
    expect((await eventsOf(orderId)).filter((type) => type === 'payment.refunded')).toHaveLength(1)
  })
})

describe('nobody pays', () => {
  test('after half an hour the payment is ended first, then the goods are free', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    if (next.kind !== 'pay') throw new Error(next.kind)

    await complete()
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'pending' })
    await pass(30 * MINUTE)
    await complete()

    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_expired' })
    expect((await booked(orderId)).map((one) => one.state)).toEqual(['canceled'])
    expect(await left(mug)).toBe(1)
    expect(await eventsOf(orderId)).toEqual(['order.placed', 'payment.canceled', 'order.dropped'])
  })

  test('while the gateway is silent nothing is decided, and the goods stay held', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    await pass(31 * MINUTE)

    await completePayments(withGateway(shop, () => ({ fetch: broken, cancel: broken })))
    expect([await left(mug), (await readOrder(db, orderId))?.state]).toEqual([0, 'pending'])

    await complete()
    expect([await left(mug), (await readOrder(db, orderId))?.state]).toEqual([1, 'canceled'])
  })

  test('a bank transfer that does not come is called off after two weeks', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId } = await aPlacedOrder(shop, { lines: [[mug, 1]], parts: { paymentMethod: 'bank_transfer' } })

    await complete()
    expect([(await readOrder(db, orderId))?.state, await left(mug)]).toEqual(['open', 0])
    await pass(14 * 24 * 60 * MINUTE)
    await complete()

    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_overdue' })
    expect(await left(mug)).toBe(1)
  })
})

describe('the gateway says odd things', () => {
  test('another amount than we asked for is no payment, and somebody must look', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    await payByCard(shop, next.url)
    const cheap = withGateway(shop, (gateway) => ({
      fetch: async (ref) => {
        const said = await gateway.fetch(ref)
        return said.ok ? { ok: true, value: { ...said.value, amount: money(100, said.value.amount.currency) } } : said
      },
    }))

    await afterPayment(cheap, orderId)
    await afterPayment(cheap, orderId)

    expect(await readOrder(db, orderId)).toMatchObject({ state: 'pending', paymentStatus: 'unpaid' })
    expect(await eventsOf(orderId)).toEqual(['order.placed', 'payment.mismatched'])
  })

  test('money that comes after all for an order that is gone goes back by itself', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    const lying = withGateway(shop, (gateway) => ({
      fetch: async (ref) => {
        const said = await gateway.fetch(ref)
        return said.ok ? { ok: true, value: { ...said.value, state: 'failed' as const } } : said
      },
    }))
    await afterPayment(lying, orderId)
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled' })

    await payByCard(shop, next.url)
    await webhook(shop, next.url)

    const [payment] = await booked(orderId)
    expect(payment).toMatchObject({ state: 'captured', refunded_amount: payment?.amount })
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'canceled', paymentStatus: 'refunded' })
    expect(await left(mug)).toBe(1)
  })

  test('it refuses to make a payment: the shopper is told, and the cart is open', async () => {
    const mug = await aVariant(db, { stock: 1 })
    const cartId = await aCheckout(db, { lines: [[mug, 1]] })
    const refusing = withGateway(shop, () => ({
      create: async () => ({ ok: false, refusal: { code: 'refused', reason: 'account closed' } }),
    }))

    expect(await place(refusing, cartId)).toEqual({ ok: false, refusal: { code: 'payment_unavailable' } })

    expect(await readCart(db, cartId, new Date())).toMatchObject({ state: 'open', blocked: false })
    expect(await left(mug)).toBe(1)
  })

  test('a message about a payment that we do not know is kept, and acted on when we do', async () => {
    expect(await webhook(shop, '/sandbox/sbx_unknown', 'evt_early')).toEqual({ ok: true, value: null })
    await complete()
    const kept = await db.selectFrom('gateway_events').selectAll().where('gateway_ref', '=', 'sbx_unknown').execute()
    expect(kept).toMatchObject([{ applied_at: null }])
  })
})

test('no transaction is open while a gateway is asked', async () => {
  const open: number[] = []
  const watched = <A extends unknown[], R>(question: (...asked: A) => Promise<R>) => {
    return async (...asked: A): Promise<R> => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'`.execute(
        db,
      )
      open.push(rows[0]?.count ?? -1)
      return question(...asked)
    }
  }
  const watchedShop = withGateway(shop, ({ create, fetch, cancel, refund, findByKey }) => ({
    create: watched(create),
    fetch: watched(fetch),
    cancel: watched(cancel),
    refund: watched(refund),
    findByKey: watched(findByKey),
  }))
  const mug = await aVariant(db, { stock: 5 })

  const orderId = await aPaidOrder({ ...shop, ...watchedShop }, { lines: [[mug, 1]] })
  await cancelOrder(watchedShop, { orderId, reason: 'staff', restock: true, actor: 'staff:ida' })
  const cartId = await aCheckout(db, { lines: [[mug, 1]] })
  await placeOrder(watchedShop, { cartId, key: 'once', seenTotal: 2490 })
  await pass(31 * MINUTE)
  await completePayments(watchedShop)

  expect(open.length).toBeGreaterThanOrEqual(6)
  expect(open.every((count) => count === 0)).toBe(true)
  expect(await ledgerDiffers(db)).toEqual([])
})
