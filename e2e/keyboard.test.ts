import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

/** More stops than any page of the shop has. */
const FAR = 250

/** Goes on with Tab until the wanted thing has the focus, which must be seen. Like a screen reader says it: role "name". */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let stop = 0; stop < FAR; stop += 1) {
    await page.keyboard.press('Tab')
    if (wanted.test(await focused(page))) return expectSeen(page)
  }
  throw new Error(`Tab never came to ${wanted}`)
}

const focused = (page: Page): Promise<string> =>
  page
    .locator(':focus')
    .ariaSnapshot({ timeout: 2_000 })
    .catch(() => '')

/** On the screen, and marked (WCAG 2.4.7, 2.4.11). */
async function expectSeen(page: Page): Promise<void> {
  const box = await page.locator(':focus').boundingBox()
  expect(box && box.y + box.height > 0 && box.y < 900).toBe(true)
}

const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text)
const press = (page: Page, key: string): Promise<void> => page.keyboard.press(key)

test('one thing is found, bought and paid by keyboard only', async () => {
  const page = await visit()
  await page.goto('/')
  await tabTo(page, /link "Skip to content"/)
  await tabTo(page, /(combobox|searchbox) "Search"/)
  const name = await somethingSimple(await visit())
  await type(page, name)
  await press(page, 'Enter')
  await page.waitForURL(/\/(search|p\/)/)
  if (page.url().includes('/search')) {
    await tabTo(page, new RegExp(`link "${name}"`))
    await press(page, 'Enter')
  }
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  await tabTo(page, /radio|button "Add to cart"/)
  if ((await focused(page)).includes('radio')) {
    await press(page, 'Space')
    await tabTo(page, /button "Add to cart"/)
  }
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, /link "Check out"/)
  await press(page, 'Enter')

  await page.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()
  await tabTo(page, /textbox "E-mail/)
  await type(page, shopper.newAddress('keys'))
  await tabTo(page, /textbox "Name"/)
  await type(page, 'Ada Winter')
  await tabTo(page, /textbox "Street and house number"/)
  await type(page, 'Lindenstraße 12')
  await tabTo(page, /textbox "Postcode"/)
  await type(page, '10969')
  await tabTo(page, /textbox "City"/)
  await type(page, 'Berlin')
  await tabTo(page, /radio "Card/)
  await tabTo(page, /button "Pay now/)
  await press(page, 'Enter')

  await shopper.sees(page, 'This is a test. No money moves')
  await tabTo(page, /textbox "Card number"/)
  await type(page, shopper.cards.good)
  await tabTo(page, /textbox "Valid to"/)
  await type(page, '1234')
  await tabTo(page, /textbox "Security code"/)
  await type(page, '123')
  await press(page, 'Enter')
  await shopper.confirmation(page)
})

/** The name of a thing that can be bought. */
async function somethingSimple(page: Page): Promise<string> {
  await shopper.openCategory(page)
  return shopper.openFirstInStock(page)
}
