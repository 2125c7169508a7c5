import { beforeAll, beforeEach, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import type { VariantId } from '#kernel/id'
import { saveSetting } from '#modules/market'
import { readOrder } from '#modules/order'
import { TAX_SETTINGS, type TaxSettings } from '#modules/tax'
import { aVariant, done } from '#testing/builders'
import type { Browser, Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId

const home: TaxSettings = { country: 'DE', vatId: 'DE136695976', whenSilent: 'charge' }
const set = (settings: TaxSettings) => done(db, async (tx) => ok(await saveSetting(tx, TAX_SETTINGS, settings)))

beforeAll(async () => {
  shop = await aStorefront(db)
  mug = await aVariant(db, { title: 'Mug', price: 12_100, stock: 1000 })
  await shop.refresh()
})
beforeEach(() => set(home))

const dutch = 'NL004495445B01'
const molen = {
  email: 'orders@molen.example',
  name: 'Jan Molen',
  organization: 'Molen B.V.',
  street1: 'Kade 1',
  postcode: '1012 AB',
  city: 'Amsterdam',
  country: 'NL',
  payment: 'bank_transfer',
}

async function withMug(): Promise<Browser> {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  return browser
}

async function fill(browser: Browser, fields: Record<string, string>): Promise<Page> {
  const there = await browser.submit(await browser.get('/checkout'), '/checkout', { ...molen, go: 'delivery' })
  return browser.submit(there, '/checkout', { ...fields, go: 'delivery' })
}
const text = ({ html }: Page): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

async function lastOrder() {
  const { id } = await db.selectFrom('orders').select('id').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
  const order = await readOrder(db, id as Parameters<typeof readOrder>[1])
  if (!order) throw new Error('no order')
  return order
}

test('the field is there for businesses of other countries of the Union only', async () => {
  const browser = await withMug()
  const german = await browser.get('/checkout')
  expect(german.html).not.toContain('name="vat_id"')
  expect((await fill(browser, {})).html).toContain('name="vat_id"')
  await set({ ...home, vatId: '' })
  expect((await browser.get('/checkout')).html).not.toContain('name="vat_id"')
})

test('a known ID leaves the tax out, on the page, on the order, and with its proof', async () => {
  shop.vatRegister.say(dutch, 'valid')
  const browser = await withMug()
  const checkout = await fill(browser, { vat_id: 'nl 0044.95.445 b01' })
  expect(text(checkout)).toContain('MOLEN B.V.: no tax is charged, you account for it yourself.')
  expect(text(checkout)).toContain('Contained tax, taken out -€22.5')
  const bought = await browser.submit(checkout, '/checkout', { go: 'place' })
  expect(text(bought)).toContain('No tax is charged: the recipient owes it')
  expect(text(bought)).toContain(`VAT ID ${dutch}`)
  const order = await lastOrder()
  expect(order).toMatchObject({ reverseCharge: true, vatId: dutch, tax: { amount: 0 }, taxes: [] })
  expect(order.vatCheck).toMatchObject({ state: 'valid', register: 'test register', consultation: 'C-1' })
  expect(order.total.amount).toBe(order.subtotal.amount + order.shipping.amount - order.taxRelief.amount)
})

test('an ID that cannot be right, and one that the register does not know, are told beside the field', async () => {
  shop.vatRegister.say('IE6388047V', 'invalid')
  const browser = await withMug()
  const wrong = await fill(browser, {})
  const bad = await browser.submit(wrong, '/checkout', { ...molen, vat_id: 'NL1', go: 'place' })
  expect(bad.status).toBe(422)
  expect(bad.html).toContain('id="vat_id-error">This cannot be a VAT ID.')
  const unknown = await browser.submit(bad, '/checkout', { vat_id: 'IE6388047V', go: 'place' })
  expect(unknown.status).toBe(422)
  expect(unknown.html).toContain('id="vat_id-error">The register does not know this VAT ID.')
  // Without one it can be bought as ever.
  const bought = await browser.submit(unknown, '/checkout', { vat_id: '', go: 'place' })
  expect(bought.url).toMatch(/^\/orders\//)
  expect(await lastOrder()).toMatchObject({ vatId: null, reverseCharge: false })
})

test('posting an ID is not enough: when the register is silent the tax is charged (A013)', async () => {
  const browser = await withMug()
  const checkout = await fill(browser, { vat_id: 'ATU13585627' })
  expect(text(checkout)).toContain('does not answer right now, so the tax is charged')
  expect(text(checkout)).not.toContain('taken out')
  await browser.submit(checkout, '/checkout', { go: 'place' })
  expect(await lastOrder()).toMatchObject({ reverseCharge: false, vatId: 'ATU13585627', taxRelief: { amount: 0 } })
  expect((await lastOrder()).tax.amount).toBeGreaterThan(0)
})

test('a merchant who trusts a silent register lets a sound ID pass, with a note', async () => {
  await set({ ...home, whenSilent: 'accept' })
  const browser = await withMug()
  const checkout = await fill(browser, { vat_id: 'FR40303265045' })
  expect(text(checkout)).toContain('We take the ID as it is and ask again later')
  await browser.submit(checkout, '/checkout', { go: 'place' })
  const order = await lastOrder()
  expect(order).toMatchObject({ reverseCharge: true, vatCheck: { state: 'unavailable' } })
})

test('an ID that is typed only with the click changes the total, which has to be seen first', async () => {
  shop.vatRegister.say(dutch, 'valid')
  const browser = await withMug()
  const checkout = await fill(browser, {})
  const shown = await browser.submit(checkout, '/checkout', { vat_id: dutch, go: 'place' })
  expect(shown.status).toBe(409)
  expect(text(shown)).toContain('The total has changed')
  expect((await browser.submit(shown, '/checkout', { go: 'place' })).url).toMatch(/^\/orders\//)
  expect((await lastOrder()).reverseCharge).toBe(true)
})

test('whoever moves home again pays the tax of home, whatever ID was typed', async () => {
  shop.vatRegister.say(dutch, 'valid')
  const browser = await withMug()
  const checkout = await fill(browser, { vat_id: dutch })
  const german = { country: 'DE', postcode: '20457', city: 'Hamburg', street1: 'Hafenweg 7' }
  const back = await browser.submit(checkout, '/checkout', { ...german, go: 'delivery' })
  expect(text(back)).not.toContain('taken out')
  const bought = await browser.submit(back, '/checkout', { go: 'place' })
  expect(bought.url).toMatch(/^\/orders\//)
  expect(await lastOrder()).toMatchObject({ reverseCharge: false })
})
