import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import type { CartId, GiftCardId, OrderId } from '#kernel/id'
import { readOrder } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { cancelOrder } from '#modules/settlement'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, payByCard, place, testShop, webhook } from '#testing/orders'
import { aGiftCard, eur, valueDiffers } from '#testing/value'
import { putGiftCard, readGiftCard } from './index.ts'

const { db } = testDb(24)
const stoa = testShop(db)
beforeAll(() => anOpenShop(db))

const balanceOf = async (id: GiftCardId) => (await readGiftCard(db, id))?.balance.amount

/** A filled-in checkout of one thing at this price, collected so that there is no shipping, with these cards in it. */
async function aCartWith(price: number, cards: readonly GiftCardId[]): Promise<CartId> {
  const thing = await aVariant(db, { price, stock: 100, requiresShipping: false })
  const cartId = await aCheckout(db, { lines: [[thing, 1]] })
  for (const card of cards) await done(db, (tx) => putGiftCard(tx, { id: cartId, currency: eur(0).currency }, card))
  return cartId
}

test('C08: twenty orders of 50.00 at once on one card of 50.00 make one order that is paid with it', async () => {
  const { giftCardId } = await aGiftCard(db)
  const carts = []
  for (let index = 0; index < 20; index += 1) carts.push(await aCartWith(5000, [giftCardId]))
  const placed = await Promise.all(carts.map((cartId) => place(stoa, cartId)))

  expect(placed.filter((one) => one.ok)).toHaveLength(1)
  for (const one of placed)
    if (!one.ok) expect(['value_gone', 'total_changed', 'incomplete']).toContain(one.refusal.code)
  expect(await balanceOf(giftCardId)).toBe(0)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::integer as count from orders where state = 'open'`.execute(db)
  expect(rows[0]?.count).toBe(1)
  expect(await valueDiffers(db)).toEqual([])
})

test('row 45: a gift card and a bank card pay one order, and a refund goes back to both, never more than each paid', async () => {
  const { giftCardId } = await aGiftCard(db, { amount: eur(2000) })
  const cartId = await aCartWith(5000, [giftCardId])
  const placed = await place(stoa, cartId)
  if (!placed.ok || placed.value.next.kind !== 'pay') throw new Error(JSON.stringify(placed))
  const { orderId, next } = placed.value
  expect(await balanceOf(giftCardId)).toBe(0)
  await payByCard(stoa, next.url)
  await webhook(stoa, next.url)
  const paid = await readOrder(db, orderId)
  expect(paid).toMatchObject({ state: 'open', paymentStatus: 'paid' })
  expect(paid?.payments.map(({ gateway, amount }) => [gateway, amount.amount])).toEqual(
    expect.arrayContaining([
      ['stored_value', 2000],
      ['sandbox', 3000],
    ]),
  )

  const give = (amount: number) =>
    refundOrder(stoa, { orderId, lines: [], shipping: 0, amount, restock: false, note: '', actor: 'staff:ana' })
  expect(await give(2500)).toMatchObject({ ok: true })
  expect(await balanceOf(giftCardId)).toBe(1000)
  expect(await give(2501)).toMatchObject({ ok: false })
  expect(await give(2500)).toMatchObject({ ok: true })
  expect(await balanceOf(giftCardId)).toBe(2000)
  expect(await valueDiffers(db)).toEqual([])
})

test('a payment that fails gives the card its money back, and so does calling the order off', async () => {
  const { giftCardId } = await aGiftCard(db, { amount: eur(2000) })
  const failed = await place(stoa, await aCartWith(5000, [giftCardId]))
  if (!failed.ok || failed.value.next.kind !== 'pay') throw new Error(JSON.stringify(failed))
  expect(await balanceOf(giftCardId)).toBe(0)
  await payByCard(stoa, failed.value.next.url, '4000 0000 0000 0002')
  await webhook(stoa, failed.value.next.url)
  expect(await balanceOf(giftCardId)).toBe(2000)

  const whole = await place(stoa, await aCartWith(1500, [giftCardId]))
  if (!whole.ok) throw new Error(JSON.stringify(whole))
  expect(await balanceOf(giftCardId)).toBe(500)
  const order: OrderId = whole.value.orderId
  const canceled = await cancelOrder(stoa, { orderId: order, reason: 'customer', restock: true, actor: 'staff:ana' })
  const state = (await readOrder(db, order))?.state
  expect([canceled.ok, state, await balanceOf(giftCardId)]).toEqual(
    canceled.ok ? [true, 'canceled', 2000] : [false, 'completed', 500],
  )
  expect(await valueDiffers(db)).toEqual([])
})
