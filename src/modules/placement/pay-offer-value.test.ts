import { beforeAll, expect, test } from 'vitest'

import type { CartId, GiftCardId, OrderId } from '#kernel/id'
import { ownCart } from '#modules/cart'
import { offerOrder, readOrder } from '#modules/order'
import { afterPayment } from '#modules/settlement'
import {
  putCardOnOrder,
  putGiftCard,
  readGiftCard,
  takeCardOffOrder,
  useCredit,
  useCreditOnOrder,
} from '#modules/stored-value'
import { aVariant, done } from '#testing/builders'
import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import { moneyDiffers, owed } from '#testing/money'
import { aCheckout, anOpenShop, payByCard, place, testShop, webhook } from '#testing/orders'
import { aGiftCard, eur, hold, cardTender, someCredit, valueDiffers } from '#testing/value'
import { payOffer, readOfferSums } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const actor = 'staff:ida'
const { currency } = eur(0)
const balanceOf = async (id: GiftCardId) => (await readGiftCard(db, id))?.balance.amount
const pay = (orderId: OrderId, words: { method?: string; seenDue?: number } = {}) =>
  payOffer(shop, { orderId, method: 'test_card', ...words })

async function orderOf(orderId: OrderId) {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

/** An order of 50.00 that a card of this worth pays a part of, whose bank card was declined, and that is offered again. */
async function declined(worth: number, prepare: (cartId: CartId) => Promise<void> = async () => {}) {
  const { giftCardId } = await aGiftCard(db, { amount: eur(worth) })
  const cartId = await aCheckout(db, {
    lines: [[await aVariant(db, { price: 5000, stock: 10, requiresShipping: false }), 1]],
  })
  await done(db, (tx) => putGiftCard(tx, { id: cartId, currency }, giftCardId))
  await prepare(cartId)
  const placed = await place(shop, cartId)
  if (!placed.ok || placed.value.next.kind !== 'pay') throw new Error(JSON.stringify(placed))
  const { orderId, next } = placed.value
  await payByCard(shop, next.url, '4000 0000 0000 0002')
  await afterPayment(shop, orderId)
  await offerOrder(shop, { orderId, days: 7, actor })
  return { orderId, giftCardId }
}

async function settled(orderId: OrderId, number?: string): Promise<number> {
  const paying = await pay(orderId)
  if (!paying.ok || paying.value.kind !== 'pay') throw new Error(JSON.stringify(paying))
  await payByCard(shop, paying.value.url, number)
  await webhook(shop, paying.value.url)
  return (await orderOf(orderId)).payments.at(-1)?.amount.amount ?? 0
}

const agrees = async (orderId: OrderId): Promise<void> => {
  expect(await owed(db, orderId)).toBe(0)
  expect(await moneyDiffers(db)).toEqual([])
  expect(await valueDiffers(db)).toEqual([])
}

test('a gift card of the failed try pays its part again, and the gateway is asked for the rest alone', async () => {
  const { orderId, giftCardId } = await declined(2000)
  expect(await balanceOf(giftCardId)).toBe(2000)
  expect(await readOfferSums(shop, await orderOf(orderId))).toMatchObject({ due: { amount: 3000 } })

  expect(await settled(orderId, '4000 0000 0000 0002')).toBe(3000)
  expect([await balanceOf(giftCardId), (await orderOf(orderId)).state]).toEqual([2000, 'offered'])
  expect(await settled(orderId)).toBe(3000)

  const order = await orderOf(orderId)
  expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
  expect(await balanceOf(giftCardId)).toBe(0)
  await agrees(orderId)
})

test('what is left on it counts, what the page said is kept, and a card that is gone leaves the whole', async () => {
  const { orderId, giftCardId } = await declined(2000)
  const other = await hold(db, cardTender(giftCardId, 1500))
  expect(other.ok).toBe(true)
  expect(await pay(orderId, { seenDue: 3000 })).toEqual({
    ok: false,
    refusal: { code: 'due_changed', due: eur(4500) },
  })
  expect((await orderOf(orderId)).payments).toHaveLength(2)
  await done(db, async (tx) => ok(await takeCardOffOrder(tx, orderId, giftCardId)))
  expect(await settled(orderId)).toBe(5000)
  expect(await balanceOf(giftCardId)).toBe(500)
})

test('another card and the credit of its customer pay all of it: no gateway is asked', async () => {
  const { customerId } = await someCredit(db, [{ amount: 1000 }])
  const { orderId, giftCardId } = await declined(2000, async (cartId) => {
    await done(db, (tx) => ownCart(tx, { cartId, customerId, now: new Date() }))
    await done(db, async (tx) => ok(await useCredit(tx, { id: cartId, currency }, true)))
  })
  const { giftCardId: another } = await aGiftCard(db, { amount: eur(3000) })
  expect(await readOfferSums(shop, await orderOf(orderId))).toMatchObject({ due: { amount: 2000 } })
  await done(db, async (tx) => ok(await useCreditOnOrder(tx, orderId, false)))
  const put = (card: GiftCardId) =>
    done(db, (tx) => putCardOnOrder(tx, { orderId, currency, giftCardId: card, now: new Date() }))
  await put(another)
  await put(another)

  expect(await pay(orderId, { method: '', seenDue: 0 })).toEqual(ok({ kind: 'done' }))
  const order = await orderOf(orderId)
  expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
  expect([await balanceOf(giftCardId), await balanceOf(another)]).toEqual([0, 0])
  await agrees(orderId)
})

test('ten who press at once hold the card once', async () => {
  const { orderId, giftCardId } = await declined(2000)
  const asked = await Promise.all(Array.from({ length: 10 }, () => pay(orderId)))
  expect(asked.every((one) => one.ok)).toBe(true)
  expect(await balanceOf(giftCardId)).toBe(0)
  expect((await orderOf(orderId)).payments.map(({ state }) => state)).toEqual([
    'canceled',
    'failed',
    'created',
    'pending',
  ])
})
