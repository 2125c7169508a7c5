import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'

import { newId, type CartId, type OrderId, type VariantId } from '#kernel/id'
import { addLine, removeLine, setLineQuantity } from '#modules/cart'
import { readCheckout, saveCheckout } from '#modules/checkout'
import { availabilityOf } from '#modules/inventory'
import { readOrder } from '#modules/order'
import { setPrices } from '#modules/pricing'
import { afterPayment, applyPayment, cancelPaymentAttempt, completePayments } from '#modules/settlement'
import { command } from '#platform/db'
import { aPriceList, aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import {
  aCheckout,
  anAddress,
  anOpenShop,
  aPlacedOrder,
  payByCard,
  place,
  testShop,
  totalOf,
  webhook,
} from '#testing/orders'
import { placeOrder } from './index.ts'

const { db } = testDb(24)
// A hundred buyers on a busy machine take their time.
vi.setConfig({ testTimeout: 120_000 })
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const WAVE = 100

/** At once, but no more than a pool can serve in time. */
async function many<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let start = 0; start < count; start += WAVE) {
    const wave = Array.from({ length: Math.min(WAVE, count - start) }, (_, index) => make(start + index))
    made.push(...(await Promise.all(wave)))
  }
  return made
}

const codesOf = (results: readonly { ok: boolean; refusal?: { code: string } }[]) =>
  Map.groupBy(results, (result) => (result.ok ? 'ok' : (result.refusal?.code ?? '')))

const availableOf = async (variantId: VariantId) => (await availabilityOf(db, [variantId])).get(variantId)?.available

async function inTheBook(orderId: OrderId): Promise<{ state: string; amount: number }[]> {
  return db
    .selectFrom('sandbox_payments as s')
    .innerJoin('payments as p', (join) => join.on(sql`p.id::text`, '=', sql`s.idempotency_key`))
    .select(['s.state', 's.amount'])
    .where('p.order_id', '=', orderId)
    .execute()
}

const ordersOf = (cartId: CartId) =>
  db.selectFrom('orders').select(['id', 'state', 'total_amount']).where('cart_id', '=', cartId).execute()

describe('stock', () => {
  test('ten pieces and a hundred carts make ten orders (C01)', async () => {
    const mug = await aVariant(db, { stock: 10 })
    const carts = await many(100, () => aCheckout(db, { lines: [[mug, 1]] }))
    const total = await totalOf(shop, carts[0] ?? newId<'cart'>())

    const placed = await Promise.all(carts.map((cartId) => place(shop, cartId, { seenTotal: total })))

    const codes = codesOf(placed)
    expect([codes.get('ok')?.length, codes.get('not_enough_stock')?.length]).toEqual([10, 90])
    expect(await availableOf(mug)).toBe(0)
    expect(await ledgerDiffers(db)).toEqual([])
  })

  test('carts that hold the same things in opposite order never wait for each other (C03)', async () => {
    const [mug, bowl] = [await aVariant(db, { stock: 500 }), await aVariant(db, { stock: 500 })]
    const carts = await many(60, (index) =>
      aCheckout(db, {
        lines:
          index % 2 === 0
            ? [
                [mug, 1],
                [bowl, 1],
              ]
            : [
                [bowl, 1],
                [mug, 1],
              ],
      }),
    )
    const total = await totalOf(shop, carts[0] ?? newId<'cart'>())

    const placed = await Promise.all(carts.map((cartId) => place(shop, cartId, { seenTotal: total })))

    expect(codesOf(placed).get('ok')?.length).toBe(60)
    expect([await availableOf(mug), await availableOf(bowl)]).toEqual([440, 440])
    expect(await ledgerDiffers(db)).toEqual([])
  })

  test('what declined cards give back is sold to those who wait (C04)', async () => {
    const mug = await aVariant(db, { stock: 5 })
    const holders = await many(5, () => aPlacedOrder(shop, { lines: [[mug, 1]] }))
    expect(await availableOf(mug)).toBe(0)

    await Promise.all(
      holders.map(async ({ orderId, next }) => {
        if (next.kind === 'pay') await payByCard(shop, next.url, '4000 0000 0000 0002')
        await afterPayment(shop, orderId)
      }),
    )
    const waiting = await many(5, () => aCheckout(db, { lines: [[mug, 1]] }))
    const placed = await Promise.all(waiting.map((cartId) => place(shop, cartId)))

    expect(codesOf(placed).get('ok')?.length).toBe(5)
    expect(await availableOf(mug)).toBe(0)
  })
})

describe('the click that comes twenty times (C11)', () => {
  const keys = {
    'with one key': () => {
      const key = newId()
      return () => key
    },
    'with a key each': () => () => newId(),
  }

  test.each(Object.entries(keys))('%s is one order and one charge', async (_, make) => {
    const mug = await aVariant(db, { stock: 50 })
    const cartId = await aCheckout(db, { lines: [[mug, 1]] })
    const [seenTotal, key] = [await totalOf(shop, cartId), make()]

    const placed = await many(20, () => place(shop, cartId, { seenTotal, key: key() }))

    expect(codesOf(placed).get('ok')?.length).toBe(20)
    const orderIds = new Set(placed.map((one) => (one.ok ? one.value.orderId : null)))
    const ways = new Set(placed.map((one) => (one.ok ? JSON.stringify(one.value.next) : null)))
    expect([orderIds.size, ways.size]).toEqual([1, 1])
    const [order] = await ordersOf(cartId)
    expect(await ordersOf(cartId)).toHaveLength(1)
    expect(await inTheBook(order?.id as OrderId)).toHaveLength(1)
    expect(await availableOf(mug)).toBe(49)
  })

  test('also when each click brings the whole form with it', async () => {
    const mug = await aVariant(db, { stock: 50 })
    const cartId = await aCheckout(db, { lines: [[mug, 1]] })
    const [seenTotal, key] = [await totalOf(shop, cartId), newId()]
    const parts = { email: 'eve@example.com', shippingAddress: anAddress(), paymentMethod: 'bank_transfer' }

    const placed = await many(20, () => placeOrder(shop, { cartId, key, seenTotal, parts }))

    expect(codesOf(placed).get('ok')?.length).toBe(20)
    expect(await ordersOf(cartId)).toHaveLength(1)
  })
})

test('a cart that changes while it is ordered is ordered in one of its versions (C14)', async () => {
  const [mug, bowl] = [await aVariant(db, { stock: 500, price: 1000 }), await aVariant(db, { stock: 500, price: 700 })]
  for (let round = 0; round < 8; round += 1) {
    const cartId = await aCheckout(db, { lines: [[mug, 1]] })
    const now = new Date()
    const seenTotal = await totalOf(shop, cartId)
    const [placed] = await Promise.all([
      place(shop, cartId, { seenTotal }),
      command(db, (tx) => addLine(tx, { cartId, variantId: bowl, quantity: 1, now })),
      command(db, (tx) => setLineQuantity(tx, { cartId, variantId: mug, quantity: 3, now })),
      command(db, (tx) => saveCheckout(tx, { cartId, parts: { shippingAddress: anAddress({ country: 'AT' }) } })),
      command(db, (tx) => removeLine(tx, { cartId, variantId: bowl })),
    ])
    if (!placed.ok) {
      expect(['total_changed', 'busy']).toContain(placed.refusal.code)
      continue
    }
    const order = await readOrder(db, placed.value.orderId)
    const goods = order?.lines.reduce((all, line) => all + line.unit.amount * line.quantity, 0)
    expect(order?.total.amount).toBe(seenTotal)
    expect((goods ?? 0) + (order?.shipping.amount ?? 0)).toBe(seenTotal)
    expect(await inTheBook(placed.value.orderId)).toMatchObject([{ amount: seenTotal }])
    const cart = await db.selectFrom('carts').selectAll().where('id', '=', cartId).executeTakeFirstOrThrow()
    const held = await db.selectFrom('cart_lines').selectAll().where('cart_id', '=', cartId).execute()
    expect(cart.state).toBe('paying')
    expect(held.map((line) => line.quantity)).toEqual(order?.lines.map((line) => line.quantity))
  }
})

test('a price edited while orders are placed is wholly old or wholly new in each (C16)', async () => {
  const priceListId = await aPriceList(db)
  const [mug, bowl] = [await aVariant(db, { stock: 500, price: 1000 }), await aVariant(db, { stock: 500, price: 2000 })]
  const setBoth = (factor: number) =>
    command(db, (tx) =>
      setPrices(tx, [
        { priceListId, variantId: mug, amount: 1000 * factor },
        { priceListId, variantId: bowl, amount: 2000 * factor },
      ]),
    )
  const lines = [
    [mug, 1],
    [bowl, 1],
  ] as const
  const carts = await many(60, () => aCheckout(db, { lines }))
  const seenTotal = await totalOf(shop, carts[0] ?? newId<'cart'>())

  const sold = new AbortController()
  const edits = (async () => {
    for (let round = 1; !sold.signal.aborted; round += 1) await setBoth(1 + (round % 2))
  })()
  const placed = []
  for (const wave of [carts.slice(0, 20), carts.slice(20, 40), carts.slice(40)])
    placed.push(...(await Promise.all(wave.map((cartId) => place(shop, cartId, { seenTotal })))))
  sold.abort()
  await edits

  // Which of the two comes up in the rush is chance; these two are not.
  const [late = newId<'cart'>()] = await many(1, () => aCheckout(db, { lines }))
  await setBoth(2)
  placed.push(await place(shop, late, { seenTotal }))
  await setBoth(1)
  placed.push(await place(shop, late, { seenTotal }))

  expect([...codesOf(placed).keys()].toSorted()).toEqual(['ok', 'total_changed'])
  for (const one of placed) {
    if (one.ok) {
      const order = await readOrder(db, one.value.orderId)
      expect(order?.lines.map((line) => line.unit.amount)).toEqual([1000, 2000])
      expect(order?.total.amount).toBe(seenTotal)
    } else expect(one.refusal).toMatchObject({ code: 'total_changed', total: { amount: 6490 } })
  }
})

test('five hundred orders have five hundred numbers (C24)', async () => {
  const print = await aVariant(db, { stock: 1000, requiresShipping: false })
  const parts = { shippingAddress: null, billingAddress: anAddress(), paymentMethod: 'bank_transfer' }
  const carts = await many(500, () => aCheckout(db, { lines: [[print, 1]], parts }))
  const seenTotal = await totalOf(shop, carts[0] ?? newId<'cart'>())

  const placed = await many(500, (index) => place(shop, carts[index] ?? newId<'cart'>(), { seenTotal }))

  expect(codesOf(placed).get('ok')?.length).toBe(500)
  const numbers = await db.selectFrom('orders').select('number').execute()
  expect(new Set(numbers.map((row) => row.number)).size).toBe(numbers.length)
})

describe('paid (C12)', () => {
  test('return page, webhooks and completer in one tick decide once', async () => {
    const mug = await aVariant(db, { stock: 5 })
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    const { url } = next
    await payByCard(shop, url)
    const [payment] = (await readOrder(db, orderId))?.payments ?? []
    if (!payment) throw new Error('no payment')

    await Promise.all([
      ...Array.from({ length: 5 }, () => afterPayment(shop, orderId)),
      ...Array.from({ length: 5 }, () => webhook(shop, url)),
      ...Array.from({ length: 5 }, () => applyPayment(shop, payment)),
      completePayments(shop),
    ])

    const told = await db.selectFrom('events').select('type').where('subject_id', '=', orderId).orderBy('id').execute()
    expect(told.map((event) => event.type)).toEqual(['order.placed', 'order.confirmed', 'payment.captured'])
    expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect(await ledgerDiffers(db)).toEqual([])
  })

  test('giving up and paying at the same moment ends in one of the two', async () => {
    const mug = await aVariant(db, { stock: 100 })
    for (let round = 0; round < 10; round += 1) {
      const { orderId, next, cartId } = await aPlacedOrder(shop, { lines: [[mug, 1]] })
      if (next.kind !== 'pay') throw new Error(next.kind)
      const { url } = next
      await Promise.all([cancelPaymentAttempt(shop, cartId), payByCard(shop, url), afterPayment(shop, orderId)])
      await afterPayment(shop, orderId)

      const order = await readOrder(db, orderId)
      const [booked] = await inTheBook(orderId)
      expect([order?.state, booked?.state]).toEqual(
        order?.state === 'open' ? ['open', 'captured'] : ['canceled', 'canceled'],
      )
      const view = await readCheckout(db, cartId, { now: new Date(), methods: shop.methods.offered() })
      expect(view?.cart.state).toBe(order?.state === 'open' ? 'ordered' : 'open')
    }
    expect(await ledgerDiffers(db)).toEqual([])
  })
})
