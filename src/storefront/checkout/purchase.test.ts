import { beforeAll, describe, expect, test } from 'vitest'

import { signMessage } from '#adapters/sandbox'
import type { VariantId } from '#kernel/id'
import { aVariant } from '#testing/builders'
import { type Browser, formsOf, type Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { WEBHOOK_SECRET } from '#testing/orders'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId
let bowl: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 1000 })
  bowl = await aVariant(db, { title: 'Bowl', price: 1800, stock: 1000 })
  await shop.refresh()
})

const ada = {
  email: 'ada@example.com',
  name: 'Ada Berg',
  street1: 'Hafenweg 7',
  postcode: '20457',
  city: 'Hamburg',
}

async function withCart(): Promise<Browser> {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  await browser.send('/cart/lines', { variantId: bowl, quantity: '2' })
  return browser
}

const buy = (browser: Browser, page: Page, fields: Record<string, string> = {}) =>
  browser.submit(page, '/checkout', { ...ada, ...fields, go: 'place' })

const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })
const good = card('4242 4242 4242 4242')
const orders = () => db.selectFrom('orders').select(['number', 'state', 'payment_method', 'total_amount']).execute()

describe('a guest without JavaScript', () => {
  test('buys two things by test card', async () => {
    const browser = await withCart()
    const cart = await browser.get('/cart')
    expect(cart.html).toContain('€60.00')
    const checkout = await browser.get('/checkout')
    expect(checkout.html).toContain('Pay now · €64.90')

    const bank = await buy(browser, checkout)
    expect(bank.url).toMatch(/^\/test-gateway\/pay\/sbx_/)
    expect(bank.html).toContain('€64.90')
    const order = await browser.submit(bank, bank.url, good)

    expect(order.url).toMatch(/^\/orders\//)
    expect(order.html).toContain('Thank you.')
    expect(order.html).toContain('ada@example.com')
    expect(order.html).toContain('20457 Hamburg')
    expect((await orders()).at(-1)).toMatchObject({ state: 'open', total_amount: 6490 })
    expect((await browser.get('/cart')).html).toContain('Your cart is empty.')
    expect((await browser.get('/checkout')).url).toBe(order.url)
  })

  test('is declined, keeps everything, and pays another way', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const declined = await browser.submit(bank, bank.url, card('4000000000009995'))

    expect(declined.url).toBe('/checkout?payment=ended')
    expect(declined.html).toContain('There is not enough money on the card.')
    const [form] = formsOf(declined.html).filter(({ action }) => action === '/checkout')
    expect(form?.fields).toMatchObject(ada)

    const order = await browser.submit(declined, '/checkout', { payment: 'bank_transfer', go: 'place' })
    expect(order.html).toContain('DE02 1203 0000 0000 2020 51')
    expect(order.html).toContain('not paid yet')
    expect((await orders()).at(-1)).toMatchObject({ state: 'open', payment_method: 'bank_transfer' })
  })

  test('confirms with the bank, or says that it was not them', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const asked = await browser.submit(bank, bank.url, card('4000000000003220'))
    expect(asked.html).toContain('Is it you?')
    const denied = await browser.submit(asked, '/challenge', { answer: 'deny' })
    expect(denied.html).toContain('Your bank could not confirm that it is you.')

    const again = await browser.submit(denied, '/checkout', { go: 'place' })
    const asksAgain = await browser.submit(again, again.url, card('4000000000003220'))
    const order = await browser.submit(asksAgain, '/challenge', { answer: 'approve' })
    expect(order.html).toContain('Thank you.')
  })

  test('comes back from a slow bank to a page that looks again by itself', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const waiting = await browser.submit(bank, bank.url, card('4000000000000259'))
    expect(waiting.url).toMatch(/^\/checkout\/return\//)
    expect(waiting.html).toContain('Waiting for the payment')
    await db
      .updateTable('sandbox_payments')
      .set({ captures_at: new Date(0) })
      .where('state', '=', 'processing')
      .execute()
    expect((await browser.get(waiting.url)).html).toContain('Thank you.')
  })

  test('leaves the bank’s page, and goes on or cancels', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const paying = await browser.get('/checkout')
    expect(paying.html).toContain('Your payment is under way')
    expect(paying.html).toContain(bank.url)
    expect((await browser.send(`/cart/lines/${mug}`, { quantity: '5' })).status).toBe(409)

    const canceled = await browser.submit(paying, '/cancel-payment')
    expect(canceled.url).toBe('/checkout')
    expect(canceled.html).toContain('Pay now')
    expect((await browser.send(`/cart/lines/${mug}`, { quantity: '5' })).status).toBe(200)
  })

  test('cancels at the bank', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const back = await browser.submit(bank, '/cancel')
    expect(back.html).toContain('You canceled the payment.')
  })

  test('clicks twice and has one order', async () => {
    const browser = await withCart()
    const checkout = await browser.get('/checkout')
    const before = (await orders()).length
    const pages = await Promise.all([buy(browser, checkout), buy(browser, checkout), buy(browser, checkout)])
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1)
    expect((await orders()).length).toBe(before + 1)
  })
})

describe('a form with mistakes', () => {
  test('keeps what was typed and says what is wrong, beside each field and on top', async () => {
    const browser = await withCart()
    const page = await browser.submit(await browser.get('/checkout'), '/checkout', {
      email: 'ada@',
      name: 'Ada <Berg>',
      postcode: '123',
      go: 'place',
    })
    expect(page.status).toBe(422)
    expect(page.html).toContain('4 things need a look')
    for (const field of ['email', 'street1', 'postcode', 'city']) {
      expect(page.html).toContain(`href="#${field}"`)
      expect(page.html).toContain(`id="${field}-error"`)
    }
    const [form] = formsOf(page.html)
    expect(form?.fields).toMatchObject({ email: 'ada@', name: 'Ada <Berg>', postcode: '123' })
    expect(formsOf((await browser.get('/checkout')).html)[0]?.fields).toMatchObject({ name: 'Ada <Berg>' })
  })

  test('has at most 14 visible controls on the way that most go (G72)', async () => {
    const browser = await withCart()
    const [form] = formsOf((await browser.get('/checkout')).html)
    const folded = (name: string) => /^billing_(?!other)|^organization$|^street2$/.test(name)
    const shown = form?.controls.filter((name) => !folded(name)) ?? []
    expect(shown).toContain('email')
    expect(shown.length).toBeLessThanOrEqual(14)
  })

  test('shows the fields of the country', async () => {
    const browser = await withCart()
    const france = await browser.submit(await browser.get('/checkout'), '/checkout', { country: 'FR', go: 'delivery' })
    expect(france.url).toBe('/checkout')
    expect(france.html).toContain('€8.90')
    const germany = await browser.get('/de/checkout')
    expect(germany.html).toContain('Zahlungspflichtig bestellen')
    expect(germany.html).toContain('Postleitzahl')
  })

  test('takes a country of another market to its prices', async () => {
    const browser = await withCart()
    const moved = await browser.submit(await browser.get('/checkout'), '/checkout', { country: 'US', go: 'delivery' })
    // Nothing of it has a price there: the cart says so.
    expect(moved.url).toBe('/en-us/cart')
    expect(moved.html).toContain('is not sold here any more')
  })

  test.each([
    ['a price', { price: '1' }],
    ['another currency (A015)', { currency: 'JPY' }],
    ['a number that is none', { total: '1e3' }],
    ['no key', { key: '' }],
    ['a list', 'go=place&go=place'],
    ['too long a name', { name: 'x'.repeat(501) }],
    ['an unknown button', { go: 'everything' }],
  ])('is refused with %s, and nothing is lost', async (_name, wrong) => {
    const browser = await withCart()
    const page = await browser.get('/checkout')
    const refused =
      typeof wrong === 'string'
        ? await browser.send('/checkout', wrong)
        : await browser.submit(page, '/checkout', { ...ada, go: 'place', ...wrong })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Checkout')
  })

  test('is refused when it is too large, has the wrong type or comes from elsewhere', async () => {
    const browser = await withCart()
    expect((await browser.send('/checkout', { note: 'x'.repeat(70_000) })).status).toBe(413)
    expect((await browser.send('/checkout', '<a/>', { 'content-type': 'text/xml' })).status).toBe(415)
    expect((await browser.send('/checkout', {}, { origin: 'https://evil.test' })).status).toBe(403)
    expect((await browser.send('/checkout', '{"go":', { 'content-type': 'application/json' })).status).toBe(400)
  })

  test('tells a total that has changed, and does not order', async () => {
    const browser = await withCart()
    const page = await buy(browser, await browser.get('/checkout'), { total: '100', payment: 'bank_transfer' })
    expect(page.status).toBe(409)
    expect(page.html).toContain('it is now €64.90')
  })
})

describe('the way back from the bank', () => {
  test('believes nothing that stands in the address (A055)', async () => {
    const browser = await withCart()
    await buy(browser, await browser.get('/checkout'))
    const { return_url: url } = await db
      .selectFrom('sandbox_payments')
      .select('return_url')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    const { pathname } = new URL(url)

    const waiting = await browser.get(`${pathname}?status=success&paid=1`)
    expect(waiting.html).toContain('Waiting for the payment')
    expect((await orders()).at(-1)?.state).toBe('pending')
    const other = pathname.replace(/\.(.)/, (_all, first) => `.${first === 'A' ? 'B' : 'A'}`)
    expect((await browser.get(other)).status).toBe(404)
    expect((await browser.get('/orders/nonsense')).status).toBe(404)
  })

  test('is not needed: a signed message is enough, an unsigned one is nothing', async () => {
    const browser = await withCart()
    const bank = await buy(browser, await browser.get('/checkout'))
    const ref = bank.url.split('/').at(-1) ?? ''
    await shop.sandbox.page.pay(ref, card('4000 0000 0000 0341'))
    const { body, headers } = signMessage(WEBHOOK_SECRET, { eventId: 'e1', ref, state: 'captured' }, new Date())
    const post = (content: string, more: Record<string, string>) =>
      shop.app.request('http://shop.test/webhooks/sandbox', { method: 'POST', body: content, headers: more })

    expect((await post(`${body} `, headers)).status).toBe(400)
    expect((await post(body, {})).status).toBe(400)
    expect((await orders()).at(-1)?.state).toBe('pending')
    expect((await post(body, headers)).status).toBe(200)
    expect((await orders()).at(-1)?.state).toBe('open')
  })
})
