import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId, OrderLineId } from '#kernel/id'
import { addGiftCard } from '#modules/cart'
import { fulfill } from '#modules/fulfillment'
import { countWaiting, listOrders, readOrder, type Order } from '#modules/order'
import { finishCaptures, markPaid } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import { moneyDiffers, owed } from '#testing/money'
import {
  aCheckout,
  anOpenShop,
  aPaidOrder,
  aPlacedOrder,
  payByCard,
  place,
  testShop,
  webhook,
  type TestShop,
} from '#testing/orders'
import { aGiftCard, eur } from '#testing/value'
import { refundOrder, retryRefund, type RefundOrder } from './index.ts'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

type Ordered = Readonly<{ orderId: OrderId; lineId: OrderLineId }>

async function firstLine(orderId: OrderId): Promise<Ordered> {
  const line = (await orderOf(orderId)).lines[0]
  if (!line) throw new Error('no line')
  return { orderId, lineId: line.id }
}

/** So many mugs of 20.00 of a hundred, paid. */
async function paidMugs(quantity = 3) {
  const mug = await aVariant(db, { stock: 100, price: 2000 })
  return { mug, ...(await firstLine(await aPaidOrder(shop, { lines: [[mug, quantity]] }))) }
}

type Back = Partial<RefundOrder> & { at?: TestShop }

const back = ({ orderId, lineId }: Ordered, quantity: number, { at = shop, ...wish }: Back = {}) =>
  refundOrder(at, {
    orderId,
    lines: [{ orderLineId: lineId, quantity }],
    shipping: 0,
    amount: null,
    restock: true,
    note: '',
    actor,
    ...wish,
  })

const send = ({ orderId, lineId }: Ordered, quantity: number, at = shop) =>
  command(db, (tx) =>
    fulfill(tx, {
      orderId,
      lines: [{ orderLineId: lineId, quantity }],
      carrier: '',
      trackingNumber: '',
      trackingUrl: '',
      methods: at.methods,
      actor,
      now: new Date(),
    }),
  )

const level = (mug: string) =>
  db.selectFrom('stock_levels').select(['on_hand', 'reserved']).where('variant_id', '=', mug).executeTakeFirstOrThrow()

const waits = async ({ orderId }: Ordered): Promise<boolean> =>
  (await listOrders(db, { waitsFor: 'parcel' })).orders.some(({ id }) => id === orderId)

describe('pieces that are put back before they were sent', () => {
  test('are not sent: the parcel takes the others, and then the order is done', async () => {
    const mugs = await paidMugs()
    expect(await back(mugs, 2)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({
      state: 'open',
      fulfillmentStatus: 'unfulfilled',
      lines: [{ sent: 0, removed: 2 }],
    })
    expect(await waits(mugs)).toBe(true)
    expect(await send(mugs, 2)).toMatchObject({ refusal: { code: 'too_many', left: 1 } })
    expect(await send(mugs, 1)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({
      state: 'completed',
      fulfillmentStatus: 'fulfilled',
      lines: [{ sent: 1, removed: 2 }],
    })
    expect(await level(mugs.mug)).toEqual({ on_hand: 99, reserved: 0 })
    expect(await ledgerDiffers(db)).toEqual([])
  })

  test('are all of it: nothing is left to send, the order is done, and nobody is told that it was sent', async () => {
    const before = (await countWaiting(db)).parcel
    const mugs = await paidMugs()
    expect((await countWaiting(db)).parcel).toBe(before + 1)
    const { shipping } = await orderOf(mugs.orderId)
    expect(await back(mugs, 3, { shipping: shipping.amount })).toMatchObject({ ok: true })
    const order = await orderOf(mugs.orderId)
    expect(order).toMatchObject({ state: 'completed', paymentStatus: 'refunded', fulfillmentStatus: 'removed' })
    expect((await listOrders(db, {})).orders.find(({ id }) => id === mugs.orderId)).toMatchObject({
      fulfillmentStatus: 'removed',
    })
    expect([await waits(mugs), (await countWaiting(db)).parcel]).toEqual([false, before])
    expect(await send(mugs, 1)).toMatchObject({ refusal: { code: 'not_allowed' } })
    const told = await db.selectFrom('events').select('type').where('subject_id', '=', mugs.orderId).execute()
    expect(told.map(({ type }) => type)).not.toContain('fulfillment.shipped')
    expect(await level(mugs.mug)).toEqual({ on_hand: 100, reserved: 0 })
  })

  test('are the rest of an order of which a part was sent: it is done', async () => {
    const mugs = await paidMugs()
    await send(mugs, 2)
    expect(await back(mugs, 1)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'completed', fulfillmentStatus: 'fulfilled' })
    expect(await waits(mugs)).toBe(false)
  })

  test('count before those that come back from the buyer', async () => {
    const mugs = await paidMugs(5)
    await send(mugs, 2)
    await back(mugs, 2)
    expect((await orderOf(mugs.orderId)).lines).toMatchObject([{ sent: 2, removed: 2 }])
    await back(mugs, 2)
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'completed', lines: [{ sent: 2, removed: 3 }] })
    expect(await level(mugs.mug)).toEqual({ on_hand: 99, reserved: 0 })
  })

  test('and only those: who keeps the pieces off the shelf still sends them', async () => {
    const mugs = await paidMugs()
    await back(mugs, 2, { restock: false })
    expect((await orderOf(mugs.orderId)).lines).toMatchObject([{ removed: 0 }])
    expect(await send(mugs, 3)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'completed' })
  })

  test('are on the shelf again also where they were only held for cash on delivery', async () => {
    const mug = await aVariant(db, { stock: 10, price: 2000 })
    const { giftCardId } = await aGiftCard(db, { amount: eur(2000) })
    const cartId = await aCheckout(db, { lines: [[mug, 2]], parts: { paymentMethod: 'cash_on_delivery' } })
    await done(db, (tx) => addGiftCard(tx, { cartId, giftCardId }))
    const placed = await place(shop, cartId)
    if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
    const mugs = await firstLine(placed.value.orderId)
    expect(await level(mug)).toEqual({ on_hand: 10, reserved: 2 })

    expect(await back(mugs, 1)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'open', paymentStatus: 'refunded' })
    expect(await waits(mugs)).toBe(true)
    expect(await send(mugs, 1)).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'open', fulfillmentStatus: 'fulfilled' })
    await done(db, (tx) => markPaid(tx, { orderId: mugs.orderId, actor, now: new Date() }))
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'completed' })
    expect(await level(mug)).toEqual({ on_hand: 9, reserved: 0 })
    expect(await ledgerDiffers(db)).toEqual([])
  })

  test('taken out and sent in one tick: each piece is one or the other', async () => {
    for (let round = 0; round < 8; round += 1) {
      const mugs = await paidMugs(2)
      const race = [() => back(mugs, 2), () => send(mugs, 2), () => back(mugs, 1), () => send(mugs, 1)]
      await Promise.all([...race, ...race].map((one) => one()))
      const [line] = (await orderOf(mugs.orderId)).lines
      if (!line) throw new Error('no line')
      expect(line.sent + line.removed).toBe(2)
      expect((await orderOf(mugs.orderId)).state).toBe('completed')
      const { on_hand } = await level(mugs.mug)
      const restocked = await db
        .selectFrom('refund_lines')
        .select((the) => the.fn.sum<string>('quantity').as('pieces'))
        .where('order_id', '=', mugs.orderId)
        .where('restocked', '=', true)
        .executeTakeFirst()
      expect(on_hand).toBe(98 + Number(restocked?.pieces ?? 0))
    }
    expect([await ledgerDiffers(db), await moneyDiffers(db)]).toEqual([[], []])
  })
})

describe('money that is set aside', () => {
  const later = testShop(db, { capture: 'manual' })

  async function setAside(quantity: number): Promise<Ordered> {
    const mug = await aVariant(db, { stock: 100, price: 2000 })
    const { orderId, next } = await aPlacedOrder(later, { lines: [[mug, quantity]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    await payByCard(later, next.url)
    await webhook(later, next.url)
    return firstLine(orderId)
  }

  async function sendAndTake(mugs: Ordered, quantity: number): Promise<Order> {
    expect(await send(mugs, quantity, later)).toMatchObject({ ok: true })
    await finishCaptures(later, mugs)
    return orderOf(mugs.orderId)
  }

  /** What the buyer has paid and not got back. */
  const kept = ({ payments: [payment] }: Order): number =>
    (payment?.captured.amount ?? 0) - (payment?.refunded.amount ?? 0)

  test('is taken with each parcel so that the buyer has paid what was sent, whatever was taken out between', async () => {
    const mugs = await setAside(4)
    const { shipping, total } = await sendAndTake(mugs, 1)
    expect(await back(mugs, 1, { at: later })).toMatchObject({ ok: true })
    expect(kept(await sendAndTake(mugs, 1))).toBe(4000 + shipping.amount)
    const last = await sendAndTake(mugs, 1)
    expect(last).toMatchObject({ state: 'completed', paymentStatus: 'partly_refunded' })
    expect(last.captures.map(({ final }) => final)).toEqual([false, false, true])
    expect(kept(last)).toBe(total.amount - 2000)
    expect([await owed(db, mugs.orderId), await moneyDiffers(db)]).toEqual([0, []])
  })

  test('and not taken by a refund: the order waits for somebody to take it, and for no parcel', async () => {
    const mugs = await setAside(2)
    await sendAndTake(mugs, 1)
    expect(await back(mugs, 1, { at: later })).toMatchObject({ ok: true })
    expect(await orderOf(mugs.orderId)).toMatchObject({ state: 'open', paymentStatus: 'authorized' })
    expect(await waits(mugs)).toBe(false)
  })
})

describe('a refund that comes back', () => {
  /** Three mugs paid by card, two of them refunded and put back; days later the bank sends the money back. */
  async function cameBack() {
    const mug = await aVariant(db, { stock: 10, price: 2000 })
    const { orderId, next } = await aPlacedOrder(shop, { lines: [[mug, 3]] })
    if (next.kind !== 'pay') throw new Error(next.kind)
    await payByCard(shop, next.url)
    await webhook(shop, next.url)
    const mugs = await firstLine(orderId)
    await back(mugs, 2)
    await shop.sandbox.desk.act(next.url.split('/').at(-1) ?? '', 'refund_fails')
    await webhook(shop, next.url, 'evt_back')
    return { mug, ...mugs }
  }

  test('leaves its pieces on the shelf and out of the parcel, and is given again without them', async () => {
    const { mug, orderId } = await cameBack()
    expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'paid', lines: [{ removed: 2 }] })
    expect((await level(mug)).on_hand).toBe(9)

    const failed = (await orderOf(orderId)).refunds.find(({ state }) => state === 'failed')
    if (!failed) throw new Error('no failed refund')
    expect(await retryRefund(shop, { orderId, refundId: failed.id, how: 'again', actor })).toMatchObject({ ok: true })
    expect((await orderOf(orderId)).lines).toMatchObject([{ removed: 2 }])
    expect((await level(mug)).on_hand).toBe(9)
  })

  test('and what cannot be put back twice is not taken out twice', async () => {
    const { mug, ...mugs } = await cameBack()
    const { orderId } = mugs
    expect(await back(mugs, 2)).toMatchObject({ ok: true })
    expect(await orderOf(orderId)).toMatchObject({ state: 'open', lines: [{ removed: 2 }] })
    expect(await send(mugs, 1)).toMatchObject({ ok: true })
    expect((await level(mug)).on_hand).toBe(9)
    expect(await ledgerDiffers(db)).toEqual([])
  })
})
