import { beforeAll, expect, test } from 'vitest'

import type { OrderId, VariantId } from '#kernel/id'
import { pathOf } from '#modules/content'
import { cancelOrder } from '#modules/settlement'
import { aProduct } from '#testing/builders'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { expressBackPath } from '../checkout/return-path.ts'

const { db } = testDb()
let shop: TestStorefront
let page: string
let lamp: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  const { slug, variantIds } = await aProduct(db, { title: 'Lamp', variants: [{ price: 9900, stock: 9 }] })
  page = pathOf('product', slug)
  lamp = variantIds[0] as VariantId
  await shop.refresh()
})

const newest = () => db.selectFrom('orders').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()
const left = async (): Promise<number> => {
  const level = await db.selectFrom('stock_levels').selectAll().where('variant_id', '=', lamp).executeTakeFirstOrThrow()
  return level.on_hand - level.reserved
}

/** The press of the button on the product's page. */
async function press(browser = shop.browser(), fields: Record<string, string> = {}) {
  const seen = await browser.get(page)
  const [, action = ''] = /<button[^>]* formaction="([^"]+)"/i.exec(seen.html) ?? []
  const way = { variantId: lamp, quantity: '1', method: 'test_card', ...fields }
  return { browser, seen, bank: await browser.send(action, way) }
}

test('two taps: the button of the product, and the wallet; no cart is touched', async () => {
  const browser = shop.browser()
  const other = await aProduct(db, { title: 'Mug' })
  await browser.send('/cart/lines', { variantId: other.variantIds[0] ?? '', quantity: '2' })
  const { seen, bank } = await press(browser)
  expect(seen.html).toContain('Buy now with the test wallet')
  expect(await faultsIn(seen.html)).toEqual([])
  expect(bank.url).toMatch(/^\/test-gateway\/pay\//)
  expect(bank.html).toContain('Lamp')
  expect(await faultsIn(bank.html)).toEqual([])

  const thanks = await browser.submit(bank, `${bank.url}/wallet`, { email: 'ana@example.com', answer: 'approve' })
  expect(thanks.url).toMatch(/^\/orders\//)
  expect(thanks.html).toContain('ana@example.com')
  expect(thanks.html).toContain('10119 Berlin')
  expect(await newest()).toMatchObject({ state: 'open', email: 'ana@example.com', customer_id: null })
  expect((await browser.get('/cart')).html).toContain('Mug')
})

test('who gives up, or is refused, is back at the product, and nothing is held', async () => {
  const before = await left()
  const { browser, bank } = await press()
  expect(await left()).toBe(before - 1)
  const refused = await browser.submit(bank, `${bank.url}/wallet`, { email: 'ana@example.com', answer: 'decline' })
  expect(refused.url).toBe(`${page}?express=ended`)
  expect(refused.html).toContain('Nothing was charged')
  expect(await left()).toBe(before)

  const again = await press()
  const back = await again.browser.submit(again.bank, `${again.bank.url}/cancel`)
  expect(back.url).toBe(`${page}?express=ended`)
  expect(await left()).toBe(before)
})

test('a real gateway sends who gives up to an address of their own; who has paid after all sees the order', async () => {
  const before = await left()
  await press()
  const { id } = await newest()
  const back = expressBackPath(shop.deps.shop.now().places.home, shop.deps.linkSecret, id as OrderId)
  expect((await shop.browser().get(back)).url).toBe(`${page}?express=ended`)
  expect(await newest()).toMatchObject({ id, state: 'canceled', email: '' })
  expect(await left()).toBe(before)

  const { browser, bank } = await press()
  const paid = await newest()
  await browser.send(`${bank.url}/wallet`, { email: 'ana@example.com', answer: 'approve' })
  const address = expressBackPath(shop.deps.shop.now().places.home, shop.deps.linkSecret, paid.id as OrderId)
  expect((await browser.get(address)).url).toMatch(/^\/orders\//)
  expect((await browser.get('/express/back/nonsense')).status).toBe(404)
})

test('its way back ends nothing that comes from the checkout', async () => {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: lamp, quantity: '1' })
  const fields = { name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg', go: 'place' }
  await browser.submit(await browser.get('/checkout'), '/checkout', { email: 'ada@example.com', ...fields })
  const { id } = await newest()
  await browser.get(expressBackPath(shop.deps.shop.now().places.home, shop.deps.linkSecret, id as OrderId))
  expect(await newest()).toMatchObject({ id, state: 'pending', email: 'ada@example.com' })
})

test('who comes back from the payment page and presses again goes on where it was', async () => {
  const before = await left()
  const { browser, bank } = await press()
  const again = await press(browser)
  expect(again.bank.url).toBe(bank.url)
  expect(await left()).toBe(before - 1)
  const two = await press(browser, { quantity: '2' })
  expect(two.bank.url).not.toBe(bank.url)
  for (const open of [bank, two.bank]) await browser.submit(open, `${open.url}/cancel`)
  expect(await left()).toBe(before)
  expect((await press(browser)).bank.url).not.toBe(bank.url)
  const { id } = await newest()
  await cancelOrder(shop.deps.orders, { orderId: id as OrderId, reason: 'customer', restock: true, actor: 'test' })
})

test('an odd e-mail address is told on the page of the wallet', async () => {
  const { browser, bank } = await press()
  const told = await browser.submit(bank, `${bank.url}/wallet`, { email: 'ana', answer: 'approve' })
  expect(told.status).toBe(422)
  expect(told.html).toContain('Please write an address like')
  expect(await newest()).toMatchObject({ state: 'pending', email: '' })
  await browser.submit(told, `${bank.url}/cancel`)
})

test('what cannot be bought so goes into the cart, and its shopper to the checkout', async () => {
  const { bank } = await press(shop.browser(), { method: 'bank_transfer' })
  expect(bank.url).toBe('/checkout')
  expect(bank.html).toContain('Lamp')
  const { bank: gone } = await press(shop.browser(), { quantity: '99' })
  expect(gone.url).toBe(`${page}?express=gone`)
  expect(gone.html).toContain('There is not that much of it left.')
})

test('no such button where tax comes on top', async () => {
  const us = shop.deps.shop.now().places.all.find(({ market }) => market.taxDisplay === 'exclusive')
  expect((await shop.browser().get(`${us?.prefix ?? ''}${page}`)).html).not.toContain('/express')
})
