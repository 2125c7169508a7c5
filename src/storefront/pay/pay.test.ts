import { beforeAll, expect, test } from 'vitest'

import type { OrderId, VariantId } from '#kernel/id'
import { offerOrder, payLinkToken } from '#modules/order'
import { aVariant } from '#testing/builders'
import { type Browser } from '#testing/browser'
import { aSession } from '#testing/customers'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 1 })
  await shop.refresh()
})

const ada = { email: 'ada@example.com', name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })

async function order(browser: Browser, fields: Record<string, string> = {}) {
  const checkout = await browser.get('/checkout')
  return browser.submit(checkout, '/checkout', { ...ada, ...fields, go: 'place' })
}

test('a failed order is paid by its link, without JavaScript; when it is gone, it is said', async () => {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  const bank = await order(browser)
  await browser.submit(bank, bank.url, card('4000 0000 0000 0002'))
  const [row] = await db.selectFrom('orders').select(['id', 'number', 'state']).execute()
  if (!row) throw new Error('no order')
  expect(row.state).toBe('canceled')
  const orderId = row.id as OrderId
  const path = `/pay/${payLinkToken(shop.deps.linkSecret, orderId)}`

  const buyer = shop.browser()
  expect((await buyer.get(path)).html).toContain('can no longer be paid here')
  expect(
    (await buyer.get(path.replace(/(.)(.{5})$/, (_all, one, rest) => (one === 'A' ? 'B' : 'A') + rest))).status,
  ).toBe(404)
  await offerOrder(shop.deps.orders, { orderId, days: 7, actor: 'staff:ida' })

  const page = await buyer.get(path)
  expect(page.html).toContain(`Pay order ${row.number}`)
  expect(page.html).toContain('€28.90')
  expect(await faultsIn(page.html)).toEqual([])
  const declined = await buyer.submit(
    await buyer.submit(page, path, { method: 'test_card' }),
    '',
    card('4000 0000 0000 0002'),
  )
  expect(declined.html).toContain('Nothing was charged, and you can try again')
  const seen = await buyer.submit(
    await buyer.submit(declined, path, { method: 'test_card' }),
    '',
    card('4242 4242 4242 4242'),
  )
  expect(seen.url).toMatch(/^\/orders\//)
  expect(seen.html).toContain('Thank you.')
  expect((await buyer.get(path)).url).toMatch(/^\/orders\//)
})

test('a signed-in customer has a card remembered, pays with it again, and has it forgotten', async () => {
  const bowl = await aVariant(db, { title: 'Bowl', price: 1000, stock: 10 })
  await shop.refresh()
  const { customerId, token } = await aSession(db, 'ada@example.com', shop.clock)
  const browser = shop.browser()
  browser.cookies.set('stoa_customer', token)
  const buy = async (fields: Record<string, string>) => {
    await browser.send('/cart/lines', { variantId: bowl, quantity: '1' })
    return order(browser, fields)
  }
  const bank = await buy({ save_card: '1' })
  expect(bank.html).toContain('This card will be remembered')
  await browser.submit(bank, bank.url, card('5555 5555 5555 4444'))

  const [saved] = await db.selectFrom('saved_methods').selectAll().where('customer_id', '=', customerId).execute()
  expect(saved).toMatchObject({ label: 'Mastercard •••• 4444' })
  const again = await buy({ saved: saved?.id ?? '' })
  expect(again.html).toContain('Mastercard •••• 4444')
  const done2 = await browser.submit(again, `${again.url}/saved`, { cvc: '123' })
  expect(done2.html).toContain('Thank you.')

  const list = await browser.get('/saved-cards')
  expect(list.html).toContain('Mastercard •••• 4444')
  expect(await faultsIn(list.html)).toEqual([])
  const empty = await browser.submit(list, `/saved-cards/${saved?.id}/delete`)
  expect(empty.html).toContain('No card is saved')
})
