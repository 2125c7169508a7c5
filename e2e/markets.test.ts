import { expect, test } from 'vitest'

import { atTheDesk } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

test('a market is made, and one is switched off for shoppers and on again', async () => {
  const desk = await atTheDesk(visit)
  await desk.goto('/admin/settings')
  await desk.getByRole('link', { name: 'Open markets' }).click()
  await desk.getByRole('link', { name: 'Add a market' }).click()
  await desk.getByLabel('Name', { exact: true }).fill('South America')
  await desk.getByLabel('Short name in addresses').fill('south')
  await desk.getByRole('combobox', { name: 'Currency' }).fill('BRL')
  await desk.getByRole('option', { name: /^BRL/ }).click()
  await desk.getByRole('combobox', { name: 'Countries' }).fill('Braz')
  await desk.getByRole('option', { name: 'Brazil' }).click()
  await desk.getByRole('button', { name: 'Make market' }).click()
  await shopper.sees(desk, /Called south in addresses, sells in BRL\./)
  await desk.getByRole('combobox', { name: 'Prices' }).selectOption('Without tax')
  await shopper.sees(desk, 'Amounts that you have entered are not changed')
  await desk.getByRole('button', { name: 'Save', exact: true }).click()
  await shopper.sees(desk, 'Market saved.')

  const page = await visit()
  const lands = async (): Promise<string> => {
    await page.goto('/en-no/search')
    return new URL(page.url()).pathname
  }
  expect(await lands()).toBe('/en-no/search')
  for (const [path, isOn] of [
    ['/search', false],
    ['/en-no/search', true],
  ] as const) {
    await desk.goto('/admin/settings/markets')
    await desk.getByRole('link', { name: 'Norway', exact: true }).click()
    await desk.getByLabel('Switched on').setChecked(isOn)
    await desk.getByRole('button', { name: 'Save', exact: true }).click()
    await shopper.sees(desk, 'Market saved.')
    await expect.poll(lands, { timeout: 10_000 }).toBe(path)
  }
})
