import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type OrderId, type VariantId } from '#kernel/id'
import { money } from '#kernel/money'
import { ok } from '#kernel/result'
import { restockLines } from '#modules/inventory'
import { readOrder } from '#modules/order'
import {
  claimCapture,
  claimRefund,
  lockPayments,
  nothingNamed,
  settleCapture,
  settleRefund,
  type LockedPayment,
} from '#modules/payment'
import { capturePayment, voidPayment } from '#modules/settlement'
import { command, type Tx } from '#platform/db'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPlacedOrder, payByCard, testShop, webhook, withGateway, type TestShop } from '#testing/orders'

const { db } = testDb()
const atOnce = testShop(db)
const setAside = testShop(db, { capture: 'manual' })
beforeAll(() => anOpenShop(db))
const now = new Date()

/** Two mugs of 20.00 EUR and shipping, on a card. */
async function paid(shop: TestShop): Promise<{ orderId: OrderId; mug: VariantId }> {
  const mug = await aVariant(db, { stock: 10, price: 2000 })
  const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 2]] })
  if (next.kind !== 'pay') throw new Error(next.kind)
  await payByCard(shop, next.url)
  await webhook(shop, next.url)
  return { orderId, mug }
}

/** Under the lock, as a command that reckoned wrongly would do it. */
async function under<T>(orderId: OrderId, run: (tx: Tx, payment: LockedPayment) => Promise<T>): Promise<T> {
  const done = await command<T, never>(db, async (tx) => {
    const [payment] = await lockPayments(tx, orderId)
    if (!payment) throw new Error('no payment')
    return ok(await run(tx, payment))
  })
  return done.ok ? done.value : Promise.reject(new Error('refused'))
}

const sumsOf = async (orderId: OrderId) =>
  db
    .selectFrom('payments')
    .select(['captured_amount', 'capturing_amount', 'refunded_amount', 'refunding_amount', 'state'])
    .where('order_id', '=', orderId)
    .executeTakeFirst()

describe('whoever reckons wrongly', () => {
  test('cannot take more than was set aside, nor settle a capture twice', async () => {
    const { orderId } = await paid(setAside)
    const take = (tx: Tx, payment: LockedPayment, amount: number) =>
      claimCapture(tx, payment, {
        amount: money(amount, payment.amount.currency),
        final: false,
        fulfillmentId: null,
        actor: 'test',
        now,
      })
    const id = await under(orderId, async (tx, payment) => {
      const first = await take(tx, payment, 4000)
      expect(await take(tx, payment, 491)).toMatchObject({ refusal: { code: 'too_much', left: { amount: 490 } } })
      return first.ok ? first.value : null
    })
    if (!id) throw new Error('not claimed')
    const outcome = { state: 'done', ref: 'x', fee: null, now } as const
    expect(await under(orderId, (tx) => settleCapture(tx, id, outcome))).toBe(true)
    expect(await under(orderId, (tx) => settleCapture(tx, id, outcome))).toBe(false)
    expect(await sumsOf(orderId)).toMatchObject({ captured_amount: 4000, capturing_amount: 0, state: 'authorized' })
  })

  test('cannot give back more than was taken, nor settle a refund twice', async () => {
    const { orderId } = await paid(atOnce)
    const give = (tx: Tx, payment: LockedPayment, amount: number) =>
      claimRefund(tx, payment, {
        groupId: newId(),
        amount: money(amount, payment.amount.currency),
        parts: nothingNamed,
        reason: 'test',
        actor: 'test',
        now,
      })
    const id = await under(orderId, async (tx, payment) => {
      const first = await give(tx, payment, 4000)
      expect(await give(tx, payment, 491)).toMatchObject({ refusal: { code: 'too_much', left: { amount: 490 } } })
      return first.ok ? first.value : null
    })
    if (!id) throw new Error('not claimed')
    const outcome = { state: 'done', ref: 'x', now } as const
    expect(await under(orderId, (tx) => settleRefund(tx, id, outcome))).toBe(true)
    expect(await under(orderId, (tx) => settleRefund(tx, id, outcome))).toBe(false)
    expect(await sumsOf(orderId)).toMatchObject({ refunded_amount: 4000, refunding_amount: 0 })
  })

  test('cannot put more back on the shelf than was sold', async () => {
    const { orderId, mug } = await paid(atOnce)
    const back = (quantity: number) =>
      command(db, async (tx) =>
        ok(await restockLines(tx, { orderId, lines: [{ variantId: mug, quantity }], reason: '', actor: 'test' })),
      )
    await back(2)
    await back(1)
    const level = await db.selectFrom('stock_levels').select('on_hand').where('variant_id', '=', mug).executeTakeFirst()
    expect(level).toEqual({ on_hand: 10 })
  })

  test('cannot free what is being taken', async () => {
    const { orderId } = await paid(setAside)
    const order = await readOrder(db, orderId)
    const paymentId = order?.payments[0]?.id
    if (!paymentId) throw new Error('no payment')
    const silent = withGateway(setAside, () => ({
      capture: async () => ({ ok: false, refusal: { code: 'unknown', reason: 'silence' } }),
    }))
    await capturePayment(silent, { orderId, paymentId, amount: 1000, final: false, actor: 'staff:ida' })
    expect(await voidPayment(setAside, { orderId, paymentId, actor: 'staff:ida' })).toEqual({
      ok: false,
      refusal: { code: 'not_allowed', reason: 'Money is being taken right now' },
    })
    expect(await sumsOf(orderId)).toMatchObject({ capturing_amount: 1000, state: 'authorized' })
  })
})

test('no transaction is open while a gateway takes or frees money', async () => {
  const open: number[] = []
  const watched = <A extends unknown[], R>(question: (...asked: A) => Promise<R>) => {
    return async (...asked: A): Promise<R> => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`.execute(db)
      open.push(rows[0]?.count ?? -1)
      return question(...asked)
    }
  }
  const shop = withGateway(setAside, ({ capture, cancel, fetch, refund }) => ({
    capture: watched(capture),
    cancel: watched(cancel),
    fetch: watched(fetch),
    refund: watched(refund),
  }))
  const { orderId } = await paid({ ...setAside, ...shop })
  const paymentId = (await readOrder(db, orderId))?.payments[0]?.id
  if (!paymentId) throw new Error('no payment')
  await capturePayment(shop, { orderId, paymentId, amount: 1000, final: false, actor: 'staff:ida' })
  await voidPayment(shop, { orderId, paymentId, actor: 'staff:ida' })
  expect(open.length).toBeGreaterThanOrEqual(3)
  expect(open.every((count) => count === 0)).toBe(true)
})
