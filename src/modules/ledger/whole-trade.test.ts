import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { addGiftCard } from '#modules/cart'
import { readOrder } from '#modules/order'
import { refundOrder } from '#modules/refund'
import { cancelOrder } from '#modules/settlement'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aCheckout, anOpenShop, aPaidOrder, aPlacedOrder, payByCard, place, testShop, webhook } from '#testing/orders'
import { aGiftCard, eur, someCredit } from '#testing/value'
import { explainOrder, findBreaks, readBalances } from './index.ts'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

/** Every order, however it went: what its tables say and what was booked. */
async function untied(): Promise<unknown[]> {
  const orders = await db.selectFrom('orders').select(['id', 'number', 'state']).execute()
  const all = await Promise.all(orders.map(async (order) => ({ ...order, books: await explainOrder(db, order.id) })))
  return all.filter(({ books }) => !books?.isTied)
}

const refunded = async (orderId: OrderId, amount: number): Promise<void> => {
  const nothing = { lines: [], shipping: 0, restock: false, note: '' }
  const given = await refundOrder(shop, { ...nothing, orderId, amount, actor })
  expect(given).toMatchObject({ ok: true })
}

test('after all kinds of trade every order ties to the cent and all books agree', async () => {
  const mug = await aVariant(db, { stock: 100, price: 1999 })
  const lines = [[mug, 2]] as const
  const words = { lines: lines.map(([id, quantity]) => [id, quantity] as [typeof mug, number]) }

  await aPaidOrder(shop, words)
  await aPaidOrder(shop, { ...words, parts: { paymentMethod: 'bank_transfer' } })
  await aPlacedOrder(shop, { ...words, parts: { paymentMethod: 'bank_transfer' } })
  await aPlacedOrder(shop, words)

  const partly = await aPaidOrder(shop, words)
  await refunded(partly, 777)
  const wholly = await aPaidOrder(shop, words)
  const order = await readOrder(db, wholly)
  await refunded(wholly, order?.total.amount ?? 0)
  const canceled = await aPaidOrder(shop, words)
  await refunded(canceled, 500)
  expect(await cancelOrder(shop, { orderId: canceled, reason: 'staff', restock: true, actor })).toMatchObject({
    ok: true,
  })

  const declined = await aPlacedOrder(shop, words)
  if (declined.next.kind === 'pay') {
    await payByCard(shop, declined.next.url, '4000 0000 0000 0002')
    await webhook(shop, declined.next.url, 'evt_declined')
  }

  const card = await aGiftCard(db, { amount: eur(1500) })
  await someCredit(db)
  const cartId = await aCheckout(db, words)
  await done(db, (tx) => addGiftCard(tx, { cartId, giftCardId: card.giftCardId }))
  const placed = await place(shop, cartId)
  if (placed.ok && placed.value.next.kind === 'pay') {
    await payByCard(shop, placed.value.next.url)
    await webhook(shop, placed.value.next.url, 'evt_mixed')
  }
  expect(placed).toMatchObject({ ok: true })
  if (placed.ok) await refunded(placed.value.orderId, 4000)

  expect(await untied()).toEqual([])
  const { breaks, checked } = await findBreaks(db)
  expect(breaks).toEqual([])
  expect(checked).toBeGreaterThan(20)
  for (const mode of ['live', 'test'] as const) {
    const sum = (await readBalances(db, { mode })).reduce((all, { amount }) => all + amount, 0)
    expect([mode, sum]).toEqual([mode, 0])
  }
})
