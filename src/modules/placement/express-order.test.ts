import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { ok } from '#kernel/result'
import { offerOrder } from '#modules/order'
import { giveUnmatchedBack, afterPayment } from '#modules/settlement'
import { readUnmatched, type GatewayBuyer } from '#modules/payment'
import { setPrices } from '#modules/pricing'
import { aMarket, aPriceList, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { ledgerDiffers } from '#testing/ledger'
import { moneyDiffers } from '#testing/money'
import { anOpenShop, testShop, webhook, withGateway } from '#testing/orders'
import { aPromotion } from '#testing/promotions'
import { storiesOf } from '#testing/stories'
import { expressOrder, type ExpressOrder } from './express-order.ts'

const { db } = testDb(20)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))
const { eventsOf, orderOf, left } = storiesOf(db, shop)

const refOf = (url: string): string => url.split('/').at(-1) ?? ''

async function express(variantId: VariantId, words: Partial<ExpressOrder> & { market?: string } = {}) {
  const { market = 'eu', ...more } = words
  const { id: marketId } = await aMarket(db, market)
  const what = { marketId, language: 'en', customerId: null, variantId, quantity: 1, method: 'test_card', key: newId() }
  return expressOrder(shop, { ...what, ...more })
}

async function begun(words?: Partial<ExpressOrder>) {
  const mug = await aVariant(db, { stock: 1, price: 2000 })
  const placed = await express(mug, words)
  if (!placed.ok || placed.value.next.kind !== 'pay') throw new Error(`not begun: ${JSON.stringify(placed)}`)
  const { orderId, next } = placed.value
  return { mug, orderId, url: next.url, ref: refOf(next.url) }
}

const byWallet = (ref: string, answer: 'approve' | 'decline' = 'approve') =>
  shop.sandbox.page.payByWallet(ref, { email: 'ana@example.com', answer })

/** The gateway, but with another buyer. */
const tells = (change: Partial<GatewayBuyer> | null) =>
  withGateway(shop, (gateway) => ({
    fetch: async (ref) => {
      const said = await gateway.fetch(ref)
      if (!said.ok || !said.value.buyer) return said
      return ok({ ...said.value, buyer: change && { ...said.value.buyer, ...change } })
    },
  }))

const berlin = {
  name: 'Ana Muster',
  organization: '',
  street1: 'Torstraße 1',
  street2: '',
  city: 'Berlin',
  region: '',
  postcode: '10119',
  country: 'DE',
}

describe('bought on the page of a product', () => {
  test('nobody is known until the payment page has asked; then the order is like any other', async () => {
    const { mug, orderId, url, ref } = await begun()
    const before = await orderOf(orderId)
    expect(before).toMatchObject({ state: 'pending', email: '', shippingAddress: { country: 'DE', name: '' } })
    expect(await left(mug)).toBe(0)

    expect(await byWallet(ref)).toMatchObject({ ok: true })
    await webhook(shop, url)
    const order = await orderOf(orderId)
    expect(order).toMatchObject({ state: 'open', email: 'ana@example.com', paymentStatus: 'paid', total: before.total })
    expect(order.shippingAddress).toMatchObject(berlin)
    expect(order.billingAddress).toMatchObject(berlin)
    expect(order.total.amount).toBe(2000 + order.shipping.amount)
    expect(await eventsOf(orderId)).toEqual(['order.placed', 'order.confirmed', 'payment.captured'])
    expect(await afterPayment(shop, orderId)).toEqual({ kind: 'done' })
    expect([await moneyDiffers(db), await ledgerDiffers(db)]).toEqual([[], []])
  })

  test('a wallet that says no: the goods are free, and nothing is owed', async () => {
    const { mug, orderId, url, ref } = await begun()
    await byWallet(ref, 'decline')
    await webhook(shop, url)
    expect(await orderOf(orderId)).toMatchObject({ state: 'canceled', email: '' })
    expect(await left(mug)).toBe(1)
    const reason = 'Nobody knows who wanted to buy it'
    expect(await offerOrder(shop, { orderId, days: 7, actor: 'staff:ida' })).toMatchObject({ refusal: { reason } })
  })

  test('of the payer often only the country is told: then the bill goes where the goods go', async () => {
    const { orderId, ref } = await begun()
    await byWallet(ref)
    await afterPayment(tells({ billing: { ...berlin, street1: '', city: '', postcode: '' } }), orderId)
    const order = await orderOf(orderId)
    expect(order.state).toBe('open')
    expect(order.billingAddress).toMatchObject(berlin)
  })

  test('the same message ten times at once: one order, one buyer', async () => {
    const { orderId, url, ref } = await begun()
    await byWallet(ref)
    await Promise.all(Array.from({ length: 10 }, (_, index) => webhook(shop, url, `evt_${index}`)))
    expect(await orderOf(orderId)).toMatchObject({ state: 'open', email: 'ana@example.com' })
    expect(await moneyDiffers(db)).toEqual([])
  })

  test('one piece, twenty shoppers: one gets as far as to pay', async () => {
    const mug = await aVariant(db, { stock: 1, price: 2000 })
    const all = await Promise.all(Array.from({ length: 20 }, () => express(mug)))
    expect(all.filter((one) => one.ok)).toHaveLength(1)
    for (const one of all) if (!one.ok) expect(one.refusal).toMatchObject({ code: 'not_enough_stock', available: 0 })
  })
})

describe('a buyer for whom the price was not made', () => {
  test.each([
    ['nobody', null],
    ['no address to write to', { email: 'ana' }],
    ['nowhere to send it', { shipping: null }],
    ['another country', { shipping: { ...berlin, country: 'FR', city: 'Paris', postcode: '75001' } }],
    ['half an address', { shipping: { ...berlin, street1: '' } }],
    ['a place with other taxes', { shipping: { ...berlin, city: 'Büsingen', postcode: '78266' } }],
  ])('%s: nothing is agreed, people look, and the money goes back', async (_, change) => {
    const { mug, orderId, ref } = await begun()
    await byWallet(ref)
    await afterPayment(tells(change), orderId)
    await afterPayment(tells(change), orderId)
    expect(await orderOf(orderId)).toMatchObject({ state: 'pending', email: '', paymentStatus: 'unpaid' })
    const [odd] = await readUnmatched(db, { orderId })
    expect(odd).toMatchObject({ why: 'buyer', state: 'seen' })
    expect(await giveUnmatchedBack(shop, { id: odd?.id ?? '', actor: 'staff:ida' })).toEqual(ok(null))
    expect(await orderOf(orderId)).toMatchObject({ state: 'canceled' })
    expect(await left(mug)).toBe(1)
  })
})

describe('not without a checkout', () => {
  test('where tax comes on top: it depends on the address', async () => {
    const mug = await aVariant(db, { stock: 5 })
    const priceListId = await aPriceList(db, 'us')
    await done(db, (tx) => setPrices(tx, [{ priceListId, variantId: mug, amount: 2000 }]))
    expect(await express(mug, { market: 'us' })).toEqual({ ok: false, refusal: { code: 'not_express' } })
  })

  test('what is not sent: it is taxed where its buyer lives', async () => {
    const course = await aVariant(db, { stock: 5, requiresShipping: false })
    expect(await express(course)).toEqual({ ok: false, refusal: { code: 'not_express' } })
  })

  test('in a way to pay whose page does not ask', async () => {
    const mug = await aVariant(db, { stock: 5, price: 2000 })
    expect(await express(mug, { method: 'bank_transfer' })).toEqual({ ok: false, refusal: { code: 'not_express' } })
    expect(await express(mug, { method: 'nothing' })).toEqual({ ok: false, refusal: { code: 'not_express' } })
    const { id: marketId } = await aMarket(db, 'eu')
    const silent = withGateway(shop, ({ supports }) => ({ supports: { ...supports, express: false } }))
    const what = { marketId, language: 'en', customerId: null, variantId: mug, quantity: 1, method: 'test_card' }
    const refusal = { code: 'not_express' }
    expect(await expressOrder(silent, { ...what, key: newId() })).toEqual({ ok: false, refusal })
  })

  test('with what is taken off a first order: whose it is nobody knows', async () => {
    await aPromotion(db, { name: 'Hello', firstOrderOnly: true, reward: { kind: 'percent_order', ppm: 200_000 } })
    const { orderId } = await begun()
    expect(await orderOf(orderId)).toMatchObject({ discount: { amount: 0 } })
  })

  test('more than there is', async () => {
    const mug = await aVariant(db, { stock: 2, price: 2000 })
    expect(await express(mug, { quantity: 3 })).toMatchObject({ refusal: { code: 'not_enough_stock', available: 2 } })
  })
})

test('another country is another country, also where the shop knows no tax', async () => {
  await db.deleteFrom('tax_rates').where('country', '=', 'DE').execute()
  const { orderId, ref } = await begun()
  await byWallet(ref)
  await afterPayment(tells({ shipping: { ...berlin, country: 'FR', city: 'Paris', postcode: '75001' } }), orderId)
  expect(await readUnmatched(db, { orderId })).toMatchObject([{ why: 'buyer' }])
})
