import { randomInt } from 'node:crypto'

import type { Locator, Page } from 'playwright-core'

/** What a shopper does, in a shopper's words. Pages are found by what a person sees or hears of them. */

export type Ordered = Readonly<{ number: string; page: string }>

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  asksBack: '4000 0000 0000 3220',
  paysTooLittle: '4000 0000 0000 0119',
}

/** Waits until somebody would see it. */
export const sees = (where: Page | Locator, text: string | RegExp): Promise<void> =>
  where.getByText(text).filter({ visible: true }).first().waitFor()

/** A mail address that no other journey uses. */
export const newAddress = (who: string): string => `${who}.${randomInt(1e9)}@example.com`

/** Chooses a category of the menu: 0 is the first. */
export async function openCategory(page: Page, number = 0): Promise<void> {
  await page.goto('/')
  const menu = page.getByRole('banner').getByRole('navigation').filter({ visible: true })
  const link = menu.getByRole('list').first().getByRole('link').nth(number)
  const name = await link.innerText()
  await link.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** The names of the things in a list that can be bought. */
export async function namesInStock(page: Page): Promise<string[]> {
  const inStock = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading'), hasNotText: /sold out|only a few/i })
  await inStock.first().waitFor()
  return inStock.getByRole('heading').allInnerTexts()
}

/** Opens the first thing of the list that can be bought, and tells its name. */
export async function openFirstInStock(page: Page): Promise<string> {
  const [name = ''] = await namesInStock(page)
  await page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  return name
}

export async function search(page: Page, text: string): Promise<void> {
  const field = page.getByPlaceholder('Search by name or number')
  await field.fill(text)
  await field.press('Enter')
  await page.waitForURL(/\/(search|p\/)/)
}

/** Finds a thing by its name, as somebody does who has seen it before. */
export async function openBySearch(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await search(page, name)
  const heading = page.getByRole('heading', { level: 1, name, exact: true })
  if ((await heading.count()) === 0)
    await page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
  await heading.waitFor()
}

/** Takes the first size, color or kind that is there; things without a choice are left as they are. */
export async function chooseWhatIsThere(page: Page): Promise<void> {
  const values = page
    .locator('label')
    .filter({ has: page.getByRole('radio') })
    .filter({ hasNotText: /not available|nicht verfügbar/ })
  if ((await values.count()) > 0) await values.first().click()
}

export async function addToCart(page: Page): Promise<void> {
  await chooseWhatIsThere(page)
  await page.getByRole('button', { name: 'Add to cart' }).click()
}

/** From the page of a product straight to the payment page. */
export async function buyNow(page: Page): Promise<void> {
  await chooseWhatIsThere(page)
  await page.getByRole('button', { name: 'Buy now with the test wallet' }).click()
}

/** Puts the first thing of a category into the cart and goes to the checkout. Answers the thing's name. */
export async function goToCheckoutWithOneThing(page: Page, category = 0): Promise<string> {
  await openCategory(page, category)
  const name = await openFirstInStock(page)
  await addToCart(page)
  await page.getByRole('dialog').getByRole('link', { name: 'Check out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Checkout' }).waitFor()
  return name
}

export async function fillInAddress(page: Page, email: string): Promise<void> {
  await page.getByLabel(/^E-mail/).fill(email)
  await page.getByLabel('Country', { exact: true }).filter({ visible: true }).selectOption({ label: 'Germany' })
  const fields = [
    ['Name', 'Ada Winter'],
    ['Street and house number', 'Lindenstraße 12'],
    ['Postcode', '10969'],
    ['City', 'Berlin'],
  ] as const
  for (const [label, text] of fields) await page.getByLabel(label, { exact: true }).filter({ visible: true }).fill(text)
}

/** Chooses how to pay and presses the last button. */
export async function order(page: Page, method: 'Card' | 'Bank transfer' | 'Cash on delivery'): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${method}`) }).check()
  const wording = method === 'Card' ? /^Pay now/ : /^(Order with obligation to pay|Pay now)/
  await page.getByRole('button', { name: wording }).click()
}

/** On the test bank's page. */
export async function payWith(page: Page, card: string): Promise<void> {
  await sees(page, 'This is a test. No money moves')
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Valid to').fill('12 / 34')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: /^Pay / }).click()
}

/** Reads the order page right after ordering. */
export async function confirmation(page: Page): Promise<Ordered> {
  await page.getByRole('heading', { level: 1, name: 'Thank you.' }).waitFor()
  const said = await page.getByText(/Your order has the number \d+/).innerText()
  return { number: /number (\d+)/.exec(said)?.[1] ?? '', page: page.url() }
}

/** A whole purchase of one thing, for journeys that begin with an order. */
export async function buyOneThing(page: Page, how: { email: string; by: 'Card' | 'Bank transfer' }) {
  const name = await goToCheckoutWithOneThing(page)
  await fillInAddress(page, how.email)
  await order(page, how.by)
  if (how.by === 'Card') await payWith(page, cards.good)
  return { ...(await confirmation(page)), name }
}
