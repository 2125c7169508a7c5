import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { setStock } from '#modules/inventory'
import { setPrices } from '#modules/pricing'
import { aPriceList, aProduct, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 10 })
  await shop.refresh()
})

const json = { 'content-type': 'application/json' }

describe('the cart without JavaScript', () => {
  test('takes things in, changes their number, lets them go and takes them back', async () => {
    const browser = shop.browser()
    expect((await browser.get('/cart')).html).toContain('Your cart is empty.')
    const cart = await browser.send('/cart/lines', { variantId: mug, quantity: '2' })
    expect(cart.url).toBe('/cart')
    expect(cart.html).toContain('€48.00')

    const more = await browser.submit(cart, `/cart/lines/${mug}`, { quantity: '3' })
    expect(more.html).toContain('€72.00')
    const gone = await browser.submit(more, `/cart/lines/${mug}`, { quantity: '0' })
    expect(gone.html).toContain('Mug is out of your cart.')
    const back = await browser.submit(gone, '/cart/lines')
    expect(back.html).toContain('€72.00')
  })

  test('tells a new price and a shortage, and takes them over', async () => {
    const pot = await aVariant(db, { title: 'Pot', price: 3000, stock: 5 })
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: pot, quantity: '4' })
    const priceListId = await aPriceList(db)
    await done(db, (tx) => setPrices(tx, [{ priceListId, variantId: pot, amount: 3500 }]))
    await done(db, (tx) => setStock(tx, { variantId: pot, onHand: 2, reason: 'broken', actor: 'test' }))

    const told = await browser.get('/cart')
    expect(told.html).toContain('Pot now costs €35.00 (it was €30.00).')
    expect(told.html).toContain('Of Pot only 2 are left.')
    expect((await browser.get('/checkout')).url).toBe('/cart')
    const taken = await browser.submit(told, '/cart/acknowledge')
    expect(taken.html).toContain('€70.00')
    expect(taken.html).not.toContain('only 2')
    expect((await browser.get('/checkout')).url).toBe('/checkout')
  })

  test('reckons shipping and tax for another country', async () => {
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: mug })
    const germany = await browser.get('/cart')
    expect(germany.html).toContain('Total to Germany')
    expect(germany.html).toContain('€28.90')
    const greece = await browser.get('/cart?country=GR')
    expect(greece.html).toContain('€36.90')
    expect(greece.html).toContain('Includes 24% VAT')
    expect((await browser.get('/cart?country=XX&utm_source=x')).status).toBe(200)
  })

  test('goes along to another language and market', async () => {
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: mug })
    expect((await browser.get('/de/cart')).html).toContain('Ihr Warenkorb')
    expect((await browser.get('/en-us/cart')).html).toContain('is not sold here any more')
    expect((await browser.get('/cart')).html).toContain('€24.00')
  })
})

describe('with JavaScript', () => {
  test('an addition is answered by what was added, a refusal by words', async () => {
    const browser = shop.browser()
    const fragment = { 'x-fragment': 'added' }
    const added = await browser.send('/cart/lines', { variantId: mug, quantity: '2' }, fragment)
    expect(added.html).toMatch(/^<div class="added">/)
    expect(added.html).toContain('Mug is in your cart.')
    expect(browser.cookies.get('stoa_has_cart')).toBe('1')
    expect((await browser.get('/fragments/cart')).html).toContain('2 things in your cart')
    const refused = await browser.send('/cart/lines', { variantId: mug, quantity: '99' }, fragment)
    expect([refused.status, refused.html]).toEqual([409, 'Only 10 left, and no more than that fit into the cart.'])
  })
})

describe('what is not understood or not for sale', () => {
  const numbers = [
    '1.5',
    '"1e1"',
    '"0x10"',
    '" 1"',
    'true',
    '[1]',
    '{"$gt":0}',
    'null',
    '"１"',
    '0',
    '-1',
    '-2147483648',
    '1000',
  ]

  test.each(numbers)('a quantity of %s is 422 (A003, A005)', async (quantity) => {
    const browser = shop.browser()
    const body = `{"variantId":"${mug}","quantity":${quantity}}`
    expect((await browser.send('/cart/lines', body, json)).status).toBe(422)
    await browser.send('/cart/lines', { variantId: mug })
    if (quantity !== '0')
      expect((await browser.send(`/cart/lines/${mug}`, `{"quantity":${quantity}}`, json)).status).toBe(422)
  })

  test('a price in the form is 422, and the cart has the catalog’s (A001)', async () => {
    const browser = shop.browser()
    const body = JSON.stringify({ variantId: mug, quantity: 1, price: 1, unitPrice: 0, total: 0 })
    expect((await browser.send('/cart/lines', body, json)).status).toBe(422)
    expect((await browser.get('/cart')).html).toContain('Your cart is empty.')
  })

  test('the last piece is in one line only (A007)', async () => {
    const last = await aVariant(db, { title: 'Last', stock: 1 })
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: last })
    expect((await browser.send('/cart/lines', { variantId: last })).status).toBe(409)
  })

  test('drafts, archived and unknown things are 404 (A009)', async () => {
    const browser = shop.browser()
    for (const status of ['draft', 'archived'] as const) {
      const [variantId] = (await aProduct(db, { status })).variantIds
      expect((await browser.send('/cart/lines', { variantId: variantId ?? '' })).status).toBe(404)
    }
    const later = await aProduct(db, { publishedAt: new Date(Date.now() + 86_400_000) })
    expect((await browser.send('/cart/lines', { variantId: later.variantIds[0] ?? '' })).status).toBe(404)
    expect((await browser.send('/cart/lines', { variantId: newId() })).status).toBe(404)
    expect((await browser.send('/cart/lines/nonsense', { quantity: '1' })).status).toBe(404)
    expect((await browser.send('/cart/lines', { variantId: 'nonsense' })).status).toBe(422)
  })
})
