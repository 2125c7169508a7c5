import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { atTheDesk, stockOf } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

/** Two things that can be bought, of the first two categories. */
async function twoThings(page: Page): Promise<[string, string]> {
  await shopper.openCategory(page, 0)
  const [first = ''] = await shopper.namesInStock(page)
  await shopper.openCategory(page, 1)
  const [second = ''] = (await shopper.namesInStock(page)).filter((name) => name !== first)
  return [first, second]
}

test('a guest finds one thing in the menu, another by search, and pays both by card', async () => {
  const page = await visit()
  const desk = await atTheDesk(visit)
  const [first, second] = await twoThings(page)
  const before = [await stockOf(desk, first), await stockOf(desk, second)]

  await shopper.openCategory(page, 0)
  expect(await shopper.openFirstInStock(page)).toBe(first)
  await shopper.addToCart(page)
  const drawer = page.getByRole('dialog')
  await shopper.sees(drawer, `${first} is in your cart.`)
  await drawer.getByRole('button', { name: 'Go on shopping' }).click()
  await shopper.openBySearch(page, second)
  await shopper.addToCart(page)
  await shopper.sees(drawer, '2 things in your cart')
  await drawer.getByRole('link', { name: 'Check out' }).click()
  const email = shopper.newAddress('ada')
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.good)

  await shopper.confirmation(page)
  await shopper.sees(page, email)
  await shopper.sees(page, first)
  await shopper.sees(page, second)
  await shopper.sees(page, /Test card, paid/)
  expect([await stockOf(desk, first), await stockOf(desk, second)]).toEqual(before.map((count) => count - 1))
})

test('the same without JavaScript', async () => {
  const page = await visit({ javaScriptEnabled: false })
  const desk = await atTheDesk(visit)
  const [first, second] = await twoThings(page)
  const before = [await stockOf(desk, first), await stockOf(desk, second)]

  await shopper.openCategory(page, 0)
  expect(await shopper.openFirstInStock(page)).toBe(first)
  await shopper.addToCart(page)
  await page.getByRole('heading', { level: 1, name: 'Your cart' }).waitFor()
  await shopper.openBySearch(page, second)
  await shopper.addToCart(page)
  await shopper.sees(page, first)
  await shopper.sees(page, second)
  await page.getByRole('link', { name: 'Check out' }).click()
  await shopper.fillInAddress(page, shopper.newAddress('grace'))
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.good)

  await shopper.confirmation(page)
  await shopper.sees(page, /Test card, paid/)
  expect([await stockOf(desk, first), await stockOf(desk, second)]).toEqual(before.map((count) => count - 1))
})

test('a declined card loses nothing: the reason is told, and a bank transfer works', async () => {
  const page = await visit()
  const name = await shopper.goToCheckoutWithOneThing(page)
  const email = shopper.newAddress('declined')
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.declined)

  await shopper.sees(page, 'Your bank declined the card.')
  await shopper.sees(page.locator('#review'), name)
  expect(await page.getByLabel(/^E-mail/).inputValue()).toBe(email)
  expect(await page.getByLabel('City', { exact: true }).first().inputValue()).toBe('Berlin')

  await shopper.order(page, 'Bank transfer')
  const { number } = await shopper.confirmation(page)
  await shopper.sees(page, 'Please send us the money by bank transfer.')
  await shopper.sees(page, /Bank transfer, not paid yet/)
  await shopper.sees(page.getByRole('definition'), number)
})

test('the bank asks back (3-D Secure), and yes is enough', async () => {
  const page = await visit()
  await shopper.goToCheckoutWithOneThing(page)
  await shopper.fillInAddress(page, shopper.newAddress('secure'))
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.asksBack)
  await page.getByRole('button', { name: 'Yes, it is me' }).click()

  await shopper.confirmation(page)
  await shopper.sees(page, /Test card, paid/)
})

test('who says no to the bank is back at the checkout with everything', async () => {
  const page = await visit()
  const name = await shopper.goToCheckoutWithOneThing(page)
  await shopper.fillInAddress(page, shopper.newAddress('denied'))
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.asksBack)
  await page.getByRole('button', { name: 'No, it is not' }).click()

  await shopper.sees(page, 'Your bank could not confirm that it is you.')
  await shopper.sees(page.locator('#review'), name)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.good)
  await shopper.confirmation(page)
})

test.each([true, false])('two taps on a phone: buy now, and the wallet (JavaScript: %s)', async (javaScriptEnabled) => {
  const page = await visit({ javaScriptEnabled })
  const desk = await atTheDesk(visit)
  await shopper.openCategory(page, 0)
  const name = await shopper.openFirstInStock(page)
  const before = await stockOf(desk, name)
  await page.setViewportSize({ width: 390, height: 844 })
  await shopper.buyNow(page)
  const email = shopper.newAddress('wallet')
  await page.getByLabel('E-mail address of the wallet').fill(email)
  await page.getByRole('button', { name: /with the test wallet/ }).click()

  await shopper.confirmation(page)
  await shopper.sees(page, email)
  await shopper.sees(page, name)
  expect(await stockOf(desk, name)).toBe(before - 1)
})
