import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { addCode, ownCart } from '#modules/cart'
import { offerOrder } from '#modules/order'
import { savedMethodsOf } from '#modules/payment'
import { payOffer } from '#modules/placement'
import { afterPayment, cancelOrder, completePayments, deleteSavedMethod } from '#modules/settlement'
import { command } from '#platform/db'
import { aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { moneyDiffers, owed } from '#testing/money'
import {
  aCheckout,
  anOpenShop,
  aPlacedOrder,
  payByCard,
  place,
  testShop,
  webhook,
  withGateway,
  totalOf,
} from '#testing/orders'
import { aCoupon } from '#testing/promotions'
import { storiesOf } from '#testing/stories'
import { someCredit } from '#testing/value'
import { placeOrder } from './index.ts'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const actor = 'staff:ida'

const { orderOf, left, eventsOf, unpaid } = storiesOf(db, shop)
const refOf = (url: string): string => url.split('/').at(-1) ?? ''

/** A card payment that was declined; its order was dropped. */
async function declined(stock = 1) {
  const placed = await unpaid(stock)
  await payByCard(shop, placed.url, '4000 0000 0000 0002')
  await webhook(shop, placed.url)
  return placed
}

describe('a bank that takes days', () => {
  test('keeps the goods held past every deadline, and the shopper has a new cart', async () => {
    const { orderId, mug, url, cartId } = await unpaid()
    await payByCard(shop, url, '4000 0000 0000 0853')
    expect(await afterPayment(shop, orderId)).toEqual({ kind: 'processing' })
    await sql`update payments set created_at = created_at - interval '2 days', checked_at = null`.execute(db)
    await completePayments(shop)

    expect(await orderOf(orderId)).toMatchObject({ state: 'pending', payments: [{ state: 'processing' }] })
    expect(await left(mug)).toBe(0)
    const cart = await db.selectFrom('carts').select('state').where('id', '=', cartId).executeTakeFirst()
    expect(cart?.state).toBe('ordered')
    expect(await cancelOrder(shop, { orderId, reason: 'customer', restock: true, actor })).toEqual({
      ok: false,
      refusal: { code: 'payment_processing' },
    })

    await shop.sandbox.desk.act(refOf(url), 'bank_pays')
    await webhook(shop, url, 'evt_days')
    expect(await orderOf(orderId)).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('and says no leaves the order to be paid by a link', async () => {
    const { orderId, mug, url } = await unpaid()
    await payByCard(shop, url, '4000 0000 0000 0853')
    await webhook(shop, url, 'evt_1')
    await shop.sandbox.desk.act(refOf(url), 'bank_refuses')
    await webhook(shop, url, 'evt_2')
    expect(await orderOf(orderId)).toMatchObject({ state: 'offered' })
    expect(await left(mug)).toBe(1)
    expect(await eventsOf(orderId)).toContain('order.offered')
  })
})

describe('a pay link', () => {
  const pay = (orderId: OrderId) => payOffer(shop, { orderId, method: 'test_card' })
  const offer = (orderId: OrderId) => offerOrder(shop, { orderId, days: 7, actor })

  test('pays an order whose payment had failed: stock is held when it is paid, not before', async () => {
    const { orderId, mug, cartId } = await declined()
    expect(await offer(orderId)).toEqual(ok(null))
    expect([(await orderOf(orderId)).state, await left(mug)]).toEqual(['offered', 1])

    const paying = await Promise.all(Array.from({ length: 10 }, () => pay(orderId)))
    const urls = new Set(paying.map((one) => (one.ok && one.value.kind === 'pay' ? one.value.url : '')))
    expect(urls.size).toBe(1)
    expect([(await orderOf(orderId)).state, await left(mug)]).toEqual(['pending', 0])
    const [url = ''] = urls
    await payByCard(shop, url)
    await webhook(shop, url)

    const order = await orderOf(orderId)
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect(order.payments.map(({ state }) => state)).toEqual(['failed', 'captured'])
    const cart = await db.selectFrom('carts').select('state').where('id', '=', cartId).executeTakeFirst()
    expect(cart?.state).toBe('ordered')
    expect(await moneyDiffers(db)).toEqual([])
    expect(await pay(orderId)).toEqual(ok({ kind: 'done' }))
  })

  test('that fails can be tried again, and nothing stays held', async () => {
    const { orderId, mug } = await declined()
    await offer(orderId)
    const paying = await pay(orderId)
    if (!paying.ok || paying.value.kind !== 'pay') throw new Error('no page')
    await payByCard(shop, paying.value.url, '4000 0000 0000 0002')
    expect(await afterPayment(shop, orderId)).toMatchObject({ kind: 'offered' })
    expect([(await orderOf(orderId)).state, await left(mug)]).toEqual(['offered', 1])
    expect(await pay(orderId)).toMatchObject({ value: { kind: 'pay' } })
  })

  test('says so when the goods are gone, when it is over, and when the same was ordered again', async () => {
    const gone = await declined()
    await offer(gone.orderId)
    await aPlacedOrder(shop, { lines: [[gone.mug, 1]], parts: { paymentMethod: 'bank_transfer' } })
    expect(await pay(gone.orderId)).toMatchObject({ refusal: { code: 'not_enough_stock', available: 0 } })
    expect((await orderOf(gone.orderId)).payments).toHaveLength(1)

    await sql`update orders set offered_until = now() - interval '1 minute' where id = ${gone.orderId}`.execute(db)
    expect(await pay(gone.orderId)).toEqual({ ok: false, refusal: { code: 'offer_over' } })
    await completePayments(shop)
    expect(await orderOf(gone.orderId)).toMatchObject({ state: 'canceled', cancelReason: 'payment_expired' })

    const again = await declined(5)
    expect(await place(shop, again.cartId)).toMatchObject({ ok: true })
    expect(await offer(again.orderId)).toMatchObject({ refusal: { code: 'not_allowed' } })
  })

  test('is not sent for what was agreed', async () => {
    const { orderId } = await aPlacedOrder(shop, {
      lines: [[await aVariant(db), 1]],
      parts: { paymentMethod: 'bank_transfer' },
    })
    expect(await offer(orderId)).toMatchObject({ refusal: { reason: 'It is agreed already' } })
  })

  test('money of the first try that comes after all goes back, and the order stays paid once', async () => {
    const first = await unpaid(2)
    const lying = withGateway(shop, (gateway) => ({
      fetch: async (ref) => {
        const said = await gateway.fetch(ref)
        return said.ok ? ok({ ...said.value, state: 'failed' as const }) : said
      },
    }))
    await afterPayment(lying, first.orderId)
    await offer(first.orderId)
    const paying = await pay(first.orderId)
    if (!paying.ok || paying.value.kind !== 'pay') throw new Error('no page')
    await payByCard(shop, paying.value.url)
    await webhook(shop, paying.value.url)
    await payByCard(shop, first.url)
    await webhook(shop, first.url)

    const order = await orderOf(first.orderId)
    expect(order).toMatchObject({ state: 'open', paymentStatus: 'paid' })
    expect(order.payments.map(({ captured, refunded }) => captured.amount - refunded.amount)).toEqual([
      0,
      order.total.amount,
    ])
    expect(await owed(db, first.orderId)).toBe(0)
    expect(await moneyDiffers(db)).toEqual([])
  })
})

test('C05: a coupon for one in twenty carts: one order has it, the others hear the price without', async () => {
  const coupon = await aCoupon(db, { maxUses: 1 })
  const mug = await aVariant(db, { stock: 100, price: 5000 })
  const carts = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const parts = { email: `buyer${index}@example.com` }
      const cartId = await aCheckout(db, { lines: [[mug, 1]], parts })
      await done(db, (tx) => addCode(tx, { cartId, code: coupon.code }))
      return cartId
    }),
  )
  const seen = await Promise.all(carts.map((cartId) => totalOf(shop, cartId)))
  const answers = await Promise.all(carts.map((cartId, index) => place(shop, cartId, { seenTotal: seen[index] ?? 0 })))
  const good = answers.filter((answer) => answer.ok)
  expect(good).toHaveLength(1)
  const [whole] = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
  expect(whole).toMatchObject({ code: 'coupon_exhausted', coupon: coupon.code, total: { amount: 5490 } })
  expect(new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)))).toEqual(
    new Set(['ok', 'coupon_exhausted']),
  )
})

test('a saved card: remembered for its customer, paid with by its code alone, and forgotten', async () => {
  const { customerId } = await someCredit(db)
  const mug = await aVariant(db, { stock: 10, price: 2000 })
  const own = async () => {
    const cartId = await aCheckout(db, { lines: [[mug, 1]] })
    await command(db, (tx) => ownCart(tx, { cartId, customerId, now: new Date() }))
    return cartId
  }
  const order = async (saved: { methodId: Parameters<typeof deleteSavedMethod>[1]['id'] | null; save: boolean }) => {
    const placed = await placeOrder(shop, { cartId: await own(), key: crypto.randomUUID(), seenTotal: 2490, saved })
    if (!placed.ok || placed.value.next.kind !== 'pay') throw new Error(JSON.stringify(placed))
    return { orderId: placed.value.orderId, url: placed.value.next.url }
  }
  const first = await order({ methodId: null, save: true })
  await payByCard(shop, first.url, '5555 5555 5555 4444')
  await webhook(shop, first.url)
  const [saved] = await savedMethodsOf(db, customerId)
  expect(saved).toMatchObject({ label: 'Mastercard •••• 4444', gateway: 'sandbox' })
  if (!saved) throw new Error('nothing saved')

  const second = await order({ methodId: saved.id, save: false })
  expect(await shop.sandbox.page.open(refOf(second.url))).toMatchObject({
    kind: 'form',
    saved: { label: 'Mastercard •••• 4444' },
  })
  expect(await shop.sandbox.page.paySaved(refOf(second.url), '')).toMatchObject({ ok: false })
  expect(await shop.sandbox.page.paySaved(refOf(second.url), '123')).toMatchObject({ ok: true })
  await webhook(shop, second.url)
  expect(await orderOf(second.orderId)).toMatchObject({ paymentStatus: 'paid' })

  const stranger = (await someCredit(db)).customerId
  expect(await deleteSavedMethod(shop, { id: saved.id, customerId: stranger })).toBe(false)
  expect(await deleteSavedMethod(shop, { id: saved.id, customerId })).toBe(true)
  expect(await savedMethodsOf(db, customerId)).toEqual([])
  expect(await db.selectFrom('sandbox_cards').selectAll().where('customer_id', '=', customerId).execute()).toEqual([])
})
