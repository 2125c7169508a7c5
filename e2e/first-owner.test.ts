import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { type RunningShop, startShop } from './shop.ts'
import { useBrowser } from './visits.ts'
import { sees } from './vocabulary.ts'

const visit = useBrowser()

/** A shop of its own that nobody has set up: no owner, no demo. */
async function aNewShop(): Promise<RunningShop> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-new-'))
  const shop = await startShop({ dataDir, env: { STOA_OWNER_EMAIL: '', STOA_OWNER_PASSWORD: '', STOA_DEMO: '0' } })
  onTestFinished(async () => {
    await shop.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return shop
}

test('the first start prints a link that makes its reader the owner, once', async () => {
  const shop = await aNewShop()
  await expect.poll(() => shop.output()).toMatch(/\/admin\/claim#\S+/)
  const [link = ''] = /\/admin\/claim#\S+/.exec(shop.output()) ?? []
  const page = await visit({ baseURL: shop.url })
  await page.goto(link)
  await page.getByRole('heading', { name: 'Welcome to your shop' }).waitFor()

  const form = page.getByRole('main')
  await form.getByLabel('Your name').fill('Olive Keeper')
  await form.getByLabel('E-mail').fill('olive@shop.test')
  await form.getByLabel('Password', { exact: true }).fill('short')
  await form.getByRole('button', { name: 'Open my shop' }).click()
  await form
    .getByText(/at least 12|longer/i)
    .last()
    .waitFor()
  await form.getByLabel('Password', { exact: true }).fill('a warm lamp over the till')
  await form.getByRole('button', { name: 'Open my shop' }).click()
  await page.getByRole('navigation', { name: 'Desk' }).waitFor()

  const other = await visit({ baseURL: shop.url })
  await other.goto(link)
  await sees(other, 'This link does not open the door')
  await other.getByRole('link', { name: 'Go to sign-in' }).click()
  await other.getByLabel('E-mail').fill('olive@shop.test')
  await other.getByLabel('Password', { exact: true }).fill('a warm lamp over the till')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('navigation', { name: 'Desk' }).waitFor()
})
