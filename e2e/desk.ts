import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { owner } from './shop.ts'
import { sees } from './vocabulary.ts'
import type { Visit } from './visits.ts'

/** What the merchant does at the desk. */

export type Keys = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

/** Signs in once; the keys open the desk again in other windows. */
export async function signIn(page: Page, { email, password } = owner): Promise<Keys> {
  await page.goto('/admin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Desk' }).waitFor()
  return page.context().storageState()
}

let keys: Keys | undefined

/** The desk, signed in. The first visit of a file signs in at the door. */
export async function atTheDesk(visit: Visit, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await visit(keys ? { viewport, storageState: keys } : { viewport })
  keys ??= await signIn(page)
  return page
}

/** Types into a list's search and waits for what it finds. */
async function findInList(desk: Page, list: 'orders' | 'products', text: string): Promise<void> {
  await desk.goto(`/admin/${list}`)
  await desk.getByRole('searchbox', { name: 'Search' }).fill(text)
  await desk.waitForURL(/search=/)
  await desk.locator('section[aria-busy="false"]').waitFor()
}

/** How many of a thing can be sold, as the list of products says. */
export async function stockOf(desk: Page, name: string): Promise<number> {
  await findInList(desk, 'products', name)
  const row = desk.getByRole('row').filter({ has: desk.getByRole('link', { name, exact: true }) })
  const said = await row.getByText(/\d+ in stock|sold out/i).innerText()
  return Number(/\d+/.exec(said)?.[0] ?? 0)
}

export async function openOrder(desk: Page, number: string): Promise<void> {
  await findInList(desk, 'orders', number)
  await desk.getByRole('link', { name: `#${number}`, exact: true }).click()
  await desk.getByRole('heading', { level: 1, name: `#${number}` }).waitFor()
}

/** The one order of somebody. */
export async function openOrderOf(desk: Page, email: string): Promise<void> {
  await findInList(desk, 'orders', email)
  const found = desk.getByRole('link', { name: /^#\d+$/ })
  await expect.poll(() => found.count()).toBe(1)
  await found.click()
  await desk.getByRole('heading', { level: 1, name: /#\d+/ }).waitFor()
}

/** Packs everything that is left, but for the first `leave` things, and tells the carrier's number. */
export async function ship(desk: Page, trackingNumber: string, { leave = 0 } = {}): Promise<void> {
  await desk.getByRole('button', { name: 'Ship', exact: true }).click()
  const form = desk.getByRole('dialog', { name: 'Ship goods' })
  for (let index = 0; index < leave; index += 1)
    await form
      .getByLabel(/^Pieces of/)
      .nth(index)
      .fill('0')
  await form.getByLabel('Carrier').fill('DHL')
  await form.getByLabel('Tracking number').fill(trackingNumber)
  await form.getByRole('button', { name: /^Ship \d+ pieces?$/ }).click()
  await sees(desk, 'The parcel is on its way, and the customer is told.')
}

/** The text of the newest mail to an address whose subject says something, as its reader would see it. */
export async function readMail(desk: Page, to: string, subject: RegExp): Promise<string> {
  await desk.goto(`/admin/mails?search=${encodeURIComponent(to)}`)
  await desk.getByRole('cell').getByRole('link', { name: subject }).first().click()
  return desk.frameLocator('iframe[title="The mail as its reader sees it"]').locator('body').innerText()
}
