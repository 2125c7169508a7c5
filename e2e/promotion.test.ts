import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'

import { everyLook } from './axe.ts'
import { atTheDesk } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

test('the merchant makes an offer with a code, a shopper uses it, and the desk shows the order', async () => {
  const desk = await atTheDesk(visit)
  await desk.getByRole('link', { name: 'Promotions' }).click()
  await desk.getByRole('link', { name: 'Add promotion' }).first().click()
  await desk.getByLabel('Name in English').fill('Kitchen week')
  await desk.getByLabel('Percent off').fill('12,5')
  await desk.getByLabel('How shoppers get it').selectOption({ label: 'With a code' })
  await desk.getByLabel('Orders in all, at most').fill('1')
  await shopper.sees(desk, '12.5% off everything. Shoppers type a code. 1 order may have it.')
  expect(await everyLook(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Make promotion' }).click()

  await desk.getByRole('button', { name: 'Add code' }).click()
  await desk.getByRole('dialog').getByLabel('Code', { exact: true }).fill('kitchen week')
  await desk.getByRole('button', { name: 'Save code' }).click()
  await desk.getByRole('cell', { name: /KITCHENWEEK/ }).waitFor()
  expect(await everyLook(desk)).toEqual([])

  const page = await visit()
  await shopper.goToCheckoutWithOneThing(page)
  await useCode(page, ' Kitchen Week ')
  await shopper.sees(page, /Kitchen week/)
  await page.goto('/checkout')
  await shopper.sees(page, /Kitchen week/)
  await shopper.fillInAddress(page, shopper.newAddress('code'))
  await shopper.order(page, 'Bank transfer')
  const { number } = await shopper.confirmation(page)

  await desk.getByRole('link', { name: 'Orders', exact: true }).last().click()
  await desk.getByRole('link', { name: `#${number}`, exact: true }).waitFor()
  await desk.goto('/admin/promotions?view=used_up')
  await shopper.sees(desk, 'Kitchen week')
  expect(await everyLook(desk)).toEqual([])

  const late = await visit()
  await shopper.goToCheckoutWithOneThing(late)
  await useCode(late, 'KITCHENWEEK')
  await shopper.sees(late, 'This code has been used as often as it may be.')
})

async function useCode(page: Page, code: string): Promise<void> {
  await page.goto('/cart')
  await page.locator('summary', { hasText: 'Discount or gift card code' }).click()
  await page.getByLabel('Discount or gift card code').fill(code)
  await page.getByRole('button', { name: 'Apply' }).click()
}
