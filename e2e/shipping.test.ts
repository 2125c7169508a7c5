import { expect, test } from 'vitest'

import { atTheDesk } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

test('a way to send is added, offered to shoppers, and switched off', async () => {
  const desk = await atTheDesk(visit)
  await desk.goto('/admin/settings')
  await desk.getByRole('link', { name: 'Open shipping' }).click()
  await desk.getByRole('link', { name: 'Germany', exact: true }).click()
  await desk.getByRole('button', { name: 'Add a way' }).click()
  await desk.getByLabel('Name in English').last().fill('By barge')
  await desk.getByLabel('Name in German').last().fill('Mit dem Kahn')
  await desk.getByLabel('Price', { exact: true }).last().fill('0.90')
  await desk.getByRole('button', { name: 'Save', exact: true }).click()
  await shopper.sees(desk, 'Zone saved.')

  const page = await visit()
  await shopper.goToCheckoutWithOneThing(page)
  await shopper.sees(page, /By barge/)

  await desk.reload()
  await desk.getByLabel('Switched on').last().uncheck()
  await desk.getByRole('button', { name: 'Save', exact: true }).click()
  await shopper.sees(desk, 'Zone saved.')
  const offers = async (): Promise<number> => {
    await page.reload()
    await shopper.sees(page, /Standard delivery/)
    return page.getByText('By barge').count()
  }
  await expect.poll(offers, { timeout: 10_000 }).toBe(0)
  await desk.goto('/admin/settings/shipping')
  await shopper.sees(desk, /By barge €0\.90 \(off\)/)
})
