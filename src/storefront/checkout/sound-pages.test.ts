import { expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import type { Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront } from '#testing/storefront'

const { db } = testDb()

test('every page from cart to order is sound HTML, in both languages', async () => {
  const shop = await aStorefront(db)
  const mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 1000 })
  await shop.refresh()
  const seen: Page[] = []
  for (const prefix of ['', '/de']) {
    const browser = shop.browser()
    const see = async (page: Promise<Page>) => {
      seen.push(await page)
      return page
    }
    await see(browser.get(`${prefix}/cart`))
    const cart = await see(browser.send(`${prefix}/cart/lines`, { variantId: mug, quantity: '2' }))
    const gone = await see(browser.submit(cart, `/cart/lines/${mug}`, { quantity: '0' }))
    await see(browser.submit(gone, '/cart/lines'))
    const checkout = await see(browser.get(`${prefix}/checkout`))
    await see(browser.submit(checkout, '/checkout', { email: 'x', go: 'place' }))
    const address = { name: 'Ada', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg', email: 'a@example.com' }
    const pay = await see(browser.submit(checkout, '/checkout', { ...address, go: 'place' }))
    const bad = await see(browser.submit(pay, pay.url, { number: '1' }))
    await see(browser.get(`${prefix}/checkout`))
    const asked = await see(browser.submit(bad, pay.url, { number: '4000000000003220', expiry: '12/34', cvc: '123' }))
    await see(browser.submit(asked, '/challenge', { answer: 'approve' }))
  }
  const faults = await Promise.all(seen.map(async ({ url, html }) => [url, ...(await faultsIn(html))]))
  expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([])
  expect(seen.at(-1)?.html).toContain('Vielen Dank.')
})
