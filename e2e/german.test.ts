import { expect, test } from 'vitest'

import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

/** As Germans write it: 1.234,50 €, with a space that does not break. */
const price = /^(ab )?\d{1,3}(\.\d{3})*,\d{2}\s€$/

/** Words of ours that must not be left standing in English. */
const english = /\b(add to cart|check ?out|your cart|shipping|subtotal|sold out|incl\. VAT|payment|delivery|please)\b/i

test('a walk in German, from the front page to the button that obliges to pay', async () => {
  const page = await visit({ locale: 'de-DE' })
  await page.goto('/de/')
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  const menu = page.getByRole('banner').getByRole('navigation', { name: 'Alle Kategorien' })
  await menu.getByRole('link').first().click()
  await page.getByText(/^\d+ Produkte?$/).waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/de\//)
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading'), hasNotText: /Ausverkauft|Nur noch/ })
  expect(await card.getByText('€').first().innerText()).toMatch(price)
  const name = await card.first().getByRole('heading').innerText()
  await card.first().getByRole('link').click()

  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  await shopper.sees(page, 'inkl. MwSt., zzgl. Versand')
  await shopper.chooseWhatIsThere(page)
  await page.getByRole('button', { name: 'In den Warenkorb' }).click()
  const drawer = page.getByRole('dialog')
  await shopper.sees(drawer, `${name} liegt im Warenkorb.`)
  expect(await drawer.innerText()).not.toMatch(english)
  await drawer.getByRole('link', { name: 'Ganzen Warenkorb ansehen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ihr Warenkorb' }).waitFor()
  expect(await page.getByRole('main').innerText()).not.toMatch(english)
  await page.getByRole('main').getByRole('link', { name: 'Zur Kasse' }).click()

  await page.getByRole('heading', { level: 1, name: 'Kasse' }).waitFor()
  await page.getByLabel('Postleitzahl').filter({ visible: true }).fill('10969')
  await page.getByRole('radio', { name: /^Überweisung/ }).check()
  const button = page.getByRole('button', { name: /^Zahlungspflichtig bestellen · \d{1,3}(\.\d{3})*,\d{2}\s€$/ })
  await button.click()
  await shopper.sees(page, 'Hier fehlt etwas oder passt nicht:')
  expect(await page.getByRole('main').innerText()).not.toMatch(english)
  await button.waitFor()
})
