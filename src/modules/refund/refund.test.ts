import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId, VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { addGiftCard } from '#modules/cart'
import { availabilityOf } from '#modules/inventory'
import { type Order, readOrder } from '#modules/order'
import { refundOrder, type RefundOrder } from './index.ts'
import { cancelOrder } from '#modules/settlement'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { moneyDiffers, owed } from '#testing/money'
import { aCheckout, anOpenShop, aPaidOrder, payByCard, place, testShop, webhook, withGateway } from '#testing/orders'
import { aGiftCard, eur, valueDiffers } from '#testing/value'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

async function orderOf(orderId: OrderId): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

/** Three mugs of 19.99 and their shipping, paid. */
async function paidOrder(quantity = 3) {
  const mug = await aVariant(db, { stock: 100, price: 1999 })
  const orderId = await aPaidOrder(shop, { lines: [[mug, quantity]] })
  return { orderId, mug, order: await orderOf(orderId) }
}

const nothing = { lines: [], shipping: 0, amount: null, restock: false, note: '', actor } as const
const back = (orderId: OrderId, wish: Partial<RefundOrder>) => refundOrder(shop, { ...nothing, orderId, ...wish })
const onHand = async (mug: VariantId) => (await availabilityOf(db, [mug])).get(mug)?.available
const lineOf = ({ lines: [line] }: Order) => {
  if (!line) throw new Error('no line')
  return line
}

describe('money goes back', () => {
  test('by line, in three parts that add up to the cent, and never a fourth', async () => {
    const { orderId, order } = await paidOrder()
    const one = { lines: [{ orderLineId: lineOf(order).id, quantity: 1 }] }
    for (let part = 0; part < 3; part += 1) expect(await back(orderId, one)).toMatchObject({ ok: true })
    expect(await back(orderId, one)).toEqual({
      ok: false,
      refusal: { code: 'too_many', orderLineId: lineOf(order).id, left: 0 },
    })
    const after = await orderOf(orderId)
    expect(after.refunds.map(({ amount }) => amount.amount)).toEqual([1999, 1999, 1999])
    expect(after.paymentStatus).toBe('partly_refunded')
    expect(await back(orderId, { shipping: order.shipping.amount })).toMatchObject({ ok: true })
    expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'refunded' })
    expect(await back(orderId, { amount: 1 })).toMatchObject({ refusal: { code: 'not_allowed' } })
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('with its tax, so that everything given back leaves no tax behind', async () => {
    const { orderId, order } = await paidOrder()
    const { id } = lineOf(order)
    await back(orderId, { lines: [{ orderLineId: id, quantity: 2 }] })
    await back(orderId, { amount: 700 })
    const left = order.total.amount - 2 * 1999 - 700
    await back(orderId, { amount: left })
    const { refunds } = await orderOf(orderId)
    const taxes = refunds.flatMap(({ parts }) => parts.taxes)
    expect(taxes.every(({ jurisdiction }) => jurisdiction === 'DE')).toBe(true)
    expect(taxes.reduce((all, { amount }) => all + amount, 0)).toBe(order.tax.amount)
    for (const { amount, parts } of refunds)
      expect(parts.taxes.reduce((all, tax) => all + tax.amount, parts.goods + parts.shipping)).toBe(amount.amount)
    expect(await owed(db, orderId)).toBe(0)
  })

  test('less than the pieces are worth, when staff say so; never more than they are worth or than was paid', async () => {
    const { orderId, order } = await paidOrder()
    const lines = [{ orderLineId: lineOf(order).id, quantity: 1 }]
    expect(await back(orderId, { lines, amount: 2000 })).toMatchObject({
      refusal: { code: 'too_much', field: 'amount', left: { amount: 1999 } },
    })
    expect(await back(orderId, { lines, amount: 1500 })).toEqual(ok({ amount: eur(1500) }))
    expect(await back(orderId, { shipping: order.shipping.amount + 1 })).toMatchObject({
      refusal: { code: 'too_much', field: 'shipping' },
    })
    expect(await back(orderId, { amount: order.total.amount })).toMatchObject({
      refusal: { code: 'too_much', left: { amount: order.total.amount - 1500 } },
    })
    expect(await back(orderId, {})).toMatchObject({ refusal: { code: 'nothing_to_refund' } })
  })

  test('and the pieces on the shelf, once, also when the order is called off after', async () => {
    const { orderId, order, mug } = await paidOrder()
    expect(await onHand(mug)).toBe(97)
    await back(orderId, { lines: [{ orderLineId: lineOf(order).id, quantity: 2 }], restock: true })
    expect(await onHand(mug)).toBe(99)
    await cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor })
    expect(await onHand(mug)).toBe(100)
    expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', paymentStatus: 'refunded' })
    expect(await owed(db, orderId)).toBe(0)
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('not on the word of an old screen', async () => {
    const { orderId, order } = await paidOrder()
    expect(await back(orderId, { amount: 100, version: order.version })).toMatchObject({ ok: true })
    expect(await back(orderId, { amount: 100, version: order.version })).toEqual({
      ok: false,
      refusal: { code: 'stale' },
    })
  })

  test('a refusal of the gateway is told, and the money is there to be given again', async () => {
    const { orderId } = await paidOrder()
    const refusing = withGateway(shop, () => ({
      refund: async () => ({ ok: false, refusal: { code: 'refused', reason: 'account closed' } }),
    }))
    await refundOrder(refusing, { ...nothing, orderId, amount: 500 })
    const order = await orderOf(orderId)
    expect(order.refunds).toMatchObject([{ state: 'failed', failure: 'account closed' }])
    expect(order.paymentStatus).toBe('paid')
    expect(await back(orderId, { amount: order.total.amount })).toMatchObject({ ok: true })
  })
})

describe('C20: many give back at once', () => {
  test('twenty times all of it: given once', async () => {
    const { orderId, order } = await paidOrder()
    const answers = await Promise.all(Array.from({ length: 20 }, () => back(orderId, { amount: order.total.amount })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await orderOf(orderId)).toMatchObject({ paymentStatus: 'refunded', refunds: [{ state: 'done' }] })
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('twenty tenths and a cent: never more than was taken', async () => {
    const { orderId, order } = await paidOrder()
    const amount = Math.floor(order.total.amount / 10) + 1
    const answers = await Promise.all(Array.from({ length: 20 }, () => back(orderId, { amount })))
    const given = answers.filter((answer) => answer.ok).length
    expect(given).toBe(Math.floor(order.total.amount / amount))
    expect((await orderOf(orderId)).payments[0]?.refunded.amount).toBe(given * amount)
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('the same pieces twenty times: on the shelf once', async () => {
    const { orderId, order, mug } = await paidOrder()
    const lines = [{ orderLineId: lineOf(order).id, quantity: 3 }]
    await Promise.all(Array.from({ length: 20 }, () => back(orderId, { lines, restock: true })))
    expect(await onHand(mug)).toBe(100)
    expect((await orderOf(orderId)).refunds).toHaveLength(1)
  })

  test('given back and called off in one tick: all of it once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { orderId, order } = await paidOrder()
      await Promise.all([
        back(orderId, { amount: 1000 }),
        cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor }),
        back(orderId, { lines: [{ orderLineId: lineOf(order).id, quantity: 1 }], restock: true }),
      ])
      const after = await orderOf(orderId)
      expect(after.payments[0]?.refunded).toEqual(order.total)
      expect(await owed(db, orderId)).toBe(0)
      expect(await moneyDiffers(db)).toEqual([])
    }
  })
})

describe('several ways to pay on one order', () => {
  /** Two mugs and shipping, 20.00 EUR of it on a gift card, the rest on a bank card. */
  async function shared({ card = 2000, pays = true } = {}) {
    const mug = await aVariant(db, { stock: 100, price: 2000 })
    const { giftCardId } = await aGiftCard(db, { amount: eur(card) })
    const cartId = await aCheckout(db, { lines: [[mug, 2]] })
    await done(db, (tx) => addGiftCard(tx, { cartId, giftCardId }))
    const placed = await place(shop, cartId)
    if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
    const { orderId, next } = placed.value
    if (next.kind === 'pay') {
      await payByCard(shop, next.url, pays ? undefined : '4000 0000 0000 0002')
      await webhook(shop, next.url)
    }
    const balance = async () =>
      (await db.selectFrom('gift_cards').select('balance_amount').where('id', '=', giftCardId).executeTakeFirst())
        ?.balance_amount
    return { orderId, mug, cartId, giftCardId, balance, order: await orderOf(orderId) }
  }

  test('the gateway is asked for what is left, and all is paid at the agreement', async () => {
    const { order, balance } = await shared()
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect(order.payments.map(({ gateway, amount, state }) => [gateway, amount.amount, state])).toEqual([
      ['stored_value', 2000, 'captured'],
      ['sandbox', order.total.amount - 2000, 'captured'],
    ])
    expect(await balance()).toBe(0)
    expect(await owed(db, order.id)).toBe(0)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('a declined card gives the gift card its balance back', async () => {
    const { order, balance } = await shared({ pays: false })
    expect(order).toMatchObject({ state: 'canceled', cancelReason: 'payment_failed' })
    expect(order.payments.map(({ state }) => state)).toEqual(['canceled', 'failed'])
    expect(await balance()).toBe(2000)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('an order that the gift card covers is agreed at once, without a gateway', async () => {
    const { order, balance } = await shared({ card: 50_000 })
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid', paymentMethod: 'stored_value' })
    expect(order.payments).toHaveLength(1)
    expect(await balance()).toBe(50_000 - order.total.amount)
    expect(await owed(db, order.id)).toBe(0)
    await cancelOrder(shop, { orderId: order.id, reason: 'customer', restock: true, actor })
    expect(await balance()).toBe(50_000)
    expect(await owed(db, order.id)).toBe(0)
    expect(await valueDiffers(db)).toEqual([])
  })

  test('A035: each gets back in proportion to what is left of what it paid, and no more than that', async () => {
    const { order, balance } = await shared()
    const byCard = order.total.amount - 2000
    expect(await back(order.id, { amount: 1000 })).toMatchObject({ ok: true })
    const after = await orderOf(order.id)
    const shares = after.refunds.map(({ amount }) => amount.amount)
    const fair = Math.round((1000 * 2000) / order.total.amount)
    expect(shares).toEqual([fair, 1000 - fair])
    expect(await balance()).toBe(fair)

    expect(await back(order.id, { amount: order.total.amount - 1000 })).toMatchObject({ ok: true })
    const last = await orderOf(order.id)
    expect(last.payments.map(({ refunded }) => refunded.amount)).toEqual([2000, byCard])
    expect(await balance()).toBe(2000)
    expect(await owed(db, order.id)).toBe(0)
    expect(await moneyDiffers(db)).toEqual([])
    expect(await valueDiffers(db)).toEqual([])
  })

  test('one gift card in twenty carts: what is gone is told with what is left to pay', async () => {
    const { giftCardId } = await aGiftCard(db, { amount: eur(5000) })
    const mug = await aVariant(db, { stock: 100, price: 4000 })
    const carts = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const cartId = await aCheckout(db, { lines: [[mug, 1]] })
        await done(db, (tx) => addGiftCard(tx, { cartId, giftCardId }))
        return cartId
      }),
    )
    const answers = await Promise.all(carts.map((cartId) => place(shop, cartId, { seenTotal: 4490 })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const told = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
    expect(told.every(({ code }) => code === 'value_gone')).toBe(true)
    expect(told[0]).toMatchObject({ due: { amount: 4490 - 510 } })
    expect(await valueDiffers(db)).toEqual([])
  })
})
