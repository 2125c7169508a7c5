import { beforeAll, describe, expect, test } from 'vitest'

import { bankTransfer, invoice } from '#adapters/offline'
import { newId, type CustomerGroupId, type GiftCardId, type OrderId, type VariantId } from '#kernel/id'
import { orderLinkToken, payLinkToken, readOrder } from '#modules/order'
import { fixedMethods } from '#modules/payment'
import { makeOrder } from '#modules/placement'
import { aMarket, aPriceList, aVariant } from '#testing/builders'
import { formsOf, type Browser, type Page } from '#testing/browser'
import { aGroup, aSession, listPrices } from '#testing/customers'
import { testDb } from '#testing/db'
import { anAddress } from '#testing/orders'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { aGiftCard, eur } from '#testing/value'

// What somebody would send who holds a link, a card or a form of ours and wants more of it than it is for.

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId
let trade: CustomerGroupId

beforeAll(async () => {
  trade = await aGroup(db, 'trade')
  const onInvoice = { ...invoice({ groups: [trade] }), names: { en: 'Invoice', de: 'Rechnung' } }
  shop = await aStorefront(db, '/nowhere', ({ method }) => fixedMethods([method, bankTransfer(), onInvoice]))
  mug = await aVariant(db, { title: 'Mug', price: 2000, stock: 1000 })
  await shop.refresh()
})

const ada = { email: 'ada@example.com', name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const good = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123' }

async function withMug(browser = shop.browser()): Promise<Browser> {
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  return browser
}
const buy = async (browser: Browser, fields: Record<string, string> = {}): Promise<Page> =>
  browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, ...fields, go: 'place' })

async function lastOrder() {
  const order = await db.selectFrom('orders').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
  const payments = await db.selectFrom('payments').selectAll().where('order_id', '=', order.id).execute()
  return { ...order, payments }
}

/** An order of 24.90 that staff made, and its two secret addresses. */
async function offered() {
  const { id: marketId } = await aMarket(db)
  const made = await makeOrder(shop.deps.orders, {
    marketId,
    language: 'en',
    lines: [{ variantId: mug, quantity: 1 }],
    email: ada.email,
    address: anAddress(),
    shippingMethodId: null,
    note: '',
    days: 7,
    key: newId(),
    actor: 'staff:ida',
  })
  if (!made.ok) throw new Error(made.refusal.code)
  const { linkSecret } = shop.deps
  return {
    orderId: made.value,
    path: `/pay/${payLinkToken(linkSecret, made.value)}`,
    view: orderLinkToken(linkSecret, made.value),
  }
}
const orderOf = async (orderId: OrderId) => {
  const order = await readOrder(db, orderId)
  if (!order) throw new Error('no order')
  return order
}

describe('a pay link', () => {
  test('is no order page, and an order page is no pay link', async () => {
    const { path, view, orderId } = await offered()
    const browser = shop.browser()
    expect((await browser.get(`/pay/${view}`)).status).toBe(404)
    expect((await browser.send(`/pay/${view}`, { method: 'bank_transfer' })).status).toBe(404)
    expect((await browser.get(path.replace('/pay/', '/orders/'))).status).toBe(404)
    expect((await browser.get(path.replace('/pay/', '/checkout/return/'))).status).toBe(404)
    expect(await orderOf(orderId)).toMatchObject({ state: 'offered', payments: [] })
  })

  test.each([
    ['nothing left to pay', { method: '', due: '0' }, 409],
    ['nothing chosen', { method: '' }, 422],
    ['a sum below nothing', { method: 'bank_transfer', due: '-2490' }, 422],
    ['a cent', { method: 'test_card', due: '1' }, 409],
    ['a tip below nothing', { method: 'test_card', tip: '-2000' }, 422],
    ['an amount of its own', { method: 'test_card', amount: '1' }, 422],
    ['another currency', { method: 'test_card', currency: 'jpy' }, 422],
    ['two ways at once', 'method=test_card&method=bank_transfer', 422],
    ['a way that is for others', { method: 'invoice' }, 422],
    ['a way of our own books', { method: 'gift_card' }, 422],
  ])('with %s pays nothing', async (_what, fields, status) => {
    const { path, orderId } = await offered()
    expect((await shop.browser().send(path, fields)).status).toBe(status)
    expect(await orderOf(orderId)).toMatchObject({ state: 'offered', payments: [] })
  })

  test('that is paid pays no second time, and takes no gift card any more', async () => {
    const { path, orderId } = await offered()
    const { code, giftCardId } = await aGiftCard(db, { amount: eur(1000) })
    const browser = shop.browser()
    const page = await browser.get(path)
    const bank = await browser.submit(page, path, { method: 'test_card' })
    await browser.submit(bank, bank.url, good)

    for (const again of [
      () => browser.submit(page, path, { method: 'test_card' }),
      () => browser.send(path, { method: 'bank_transfer' }),
      () => browser.send(`${path}/gift-cards`, { code }),
      () => browser.send(`${path}/credit`, { use: '1' }),
    ])
      expect((await again()).url).toMatch(/^\/orders\//)
    const { payments } = await orderOf(orderId)
    expect(payments.map(({ captured }) => captured.amount)).toEqual([2490])
    expect(await balanceOf(giftCardId)).toBe(1000)
  })

  test('opened in another place asks for the same money', async () => {
    const { path, orderId } = await offered()
    const browser = shop.browser()
    const page = await browser.get(`/en-us${path}`)
    const bank = await browser.submit(page, path, { method: 'test_card' })
    expect(bank.url).toMatch(/^\/test-gateway\//)
    const { payments } = await orderOf(orderId)
    expect(payments.map(({ amount }) => amount)).toEqual([eur(2490)])
  })
})

const balanceOf = async (id: GiftCardId) =>
  (await db.selectFrom('gift_cards').select('balance_amount').where('id', '=', id).executeTakeFirst())?.balance_amount

describe('at the checkout', () => {
  test('A193: a form without a cart, or before anything was filled in, orders nothing', async () => {
    const before = (await db.selectFrom('orders').select('id').execute()).length
    const page = await (await withMug()).get('/checkout')
    const [form] = formsOf(page.html).filter(({ action }) => action === '/checkout')
    const answer = await shop.browser().send('/checkout', { ...form?.fields, ...ada, go: 'place' })
    expect(answer.url).not.toMatch(/^\/(orders|test-gateway)\//)
    const early = await withMug()
    expect((await early.send('/checkout', { ...form?.fields, email: '', go: 'place' })).status).toBe(422)
    expect((await db.selectFrom('orders').select('id').execute()).length).toBe(before)
  })

  test('a way to pay that is for a group is not to be had by asking', async () => {
    await buy(await withMug(), { payment: 'invoice' })
    expect((await lastOrder()).payment_method).not.toBe('invoice')
  })

  test('somebody else’s saved card pays nothing, and is not forgotten for them', async () => {
    const owner = shop.browser()
    owner.cookies.set('stoa_customer', (await aSession(db, 'owner@example.com', shop.clock)).token)
    const bank = await buy(await withMug(owner), { save_card: '1' })
    await owner.submit(bank, bank.url, good)
    const [saved] = await db.selectFrom('saved_methods').selectAll().execute()
    if (!saved) throw new Error('nothing saved')

    const thief = shop.browser()
    thief.cookies.set('stoa_customer', (await aSession(db, 'thief@example.com', shop.clock)).token)
    for (const browser of [shop.browser(), thief]) {
      const page = await buy(await withMug(browser), { saved: saved.id })
      expect(page.url).toMatch(/^\/test-gateway\//)
      expect(page.html).not.toContain('•••• 4242')
      expect((await lastOrder()).payments.map(({ saved_method_id }) => saved_method_id)).toEqual([null])
      await browser.send(`/saved-cards/${saved.id}/delete`, {})
    }
    expect(await db.selectFrom('saved_methods').select('deleted_at').execute()).toEqual([{ deleted_at: null }])
  })

  test.each([
    ['nobody’s', newId()],
    ['none at all', ''],
  ])('a way of sending that is %s costs what sending costs', async (_what, shipping) => {
    await buy(await withMug(), { shipping })
    expect(await lastOrder()).toMatchObject({ shipping_amount: 490, total_amount: 2490 })
  })

  test('a form of one place sent in another never charges its digits in other money', async () => {
    await listPrices(db, await aPriceList(db, 'us'), [[mug, 1000]])
    await shop.refresh()
    const browser = await withMug()
    const page = await browser.get('/checkout')
    expect((await browser.get('/en-us/cart')).html).toContain('$10.00')
    const [form] = formsOf(page.html).filter(({ action }) => action === '/checkout')
    const answer = await browser.send('/en-us/checkout', { ...form?.fields, ...ada, go: 'place' })
    expect(answer.url).not.toMatch(/test-gateway|orders/)
    const dollars = await db.selectFrom('orders').select('id').where('currency', '=', 'USD').execute()
    expect(dollars).toEqual([])
    await buy(browser)
    expect((await lastOrder()).payments.map(({ amount, currency }) => [amount, currency])).toEqual([[2490, 'EUR']])
  })

  test.each([
    `quantity=1&quantity=-5`,
    `quantity=-5&quantity=1`,
    `quantity=1&quantity=`,
    `quantity=1&variantId=${newId()}`,
    `quantity=1&tip=-500`,
    `quantity%00=1`,
  ])('a form that says two things is not understood: %s', async (fields) => {
    const browser = shop.browser()
    expect((await browser.send('/cart/lines', `variantId=${mug}&${fields}`)).status).toBe(422)
    expect((await browser.get('/cart')).html).toContain('Your cart is empty.')
  })
})

describe('a gift card', () => {
  const typed = async (code: string) => {
    await db.deleteFrom('rate_limits').execute()
    const browser = await withMug()
    return { page: await browser.send('/cart/codes', { code }), browser }
  }

  test('is read as people write it, and pays once however often it is typed', async () => {
    const { code } = await aGiftCard(db, { amount: eur(500) })
    const ways = [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'o'), code.replaceAll('1', 'l')]
    const { browser } = await typed(code)
    for (const way of ways) expect((await browser.send('/cart/codes', { code: way })).status).toBe(200)
    const bank = await buy(browser)
    expect(bank.html).toContain('19.90')
    expect((await lastOrder()).payments.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([500, 1990])
  })

  test('is not another one that looks like it', async () => {
    const { code } = await aGiftCard(db, { amount: eur(500) })
    const [first = '', last = ''] = [code[0], code.at(-1)]
    const next = (letter: string) => (letter === 'Z' ? 'Y' : 'Z')
    for (const other of [
      next(first) + code.slice(1),
      code.slice(0, -1) + next(last),
      code.slice(0, -1),
      code + last,
      code.replaceAll(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
      `${code}\u0430`,
    ])
      expect((await typed(other)).page.status).toBe(422)
  })
})
