import { beforeAll, expect, test } from 'vitest'

import { bankTransfer, invoice } from '#adapters/offline'
import { newId, type CustomerGroupId, type OrderId, type VariantId } from '#kernel/id'
import { saveCustomer, saveGroup } from '#modules/customer'
import { payLinkToken, readOrder } from '#modules/order'
import { fixedMethods } from '#modules/payment'
import { makeOrder } from '#modules/placement'
import { aMarket, aVariant, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { anAddress } from '#testing/orders'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId
let trade: CustomerGroupId

beforeAll(async () => {
  trade = (await done(db, (tx) => saveGroup(tx, { code: 'trade', name: 'Trade' }))).groupId
  const onInvoice = { ...invoice({ groups: [trade] }), names: { en: 'Invoice', de: 'Rechnung' } }
  shop = await aStorefront(db, '/nowhere', () => fixedMethods([bankTransfer(), onInvoice]))
  mug = await aVariant(db, { price: 2400, stock: 10 })
  await shop.refresh()
  for (const [email, groupId] of [
    ['corner@example.com', trade],
    ['ada@example.com', null],
  ] as const)
    await done(db, (tx) => saveCustomer(tx, { email, name: '', groupId, actor: 'test' }))
})

/** An order that staff made for this address, and the page of its pay link. */
async function offered(email: string) {
  const { id: marketId } = await aMarket(db)
  const made = await makeOrder(shop.deps.orders, {
    marketId,
    language: 'en',
    lines: [{ variantId: mug, quantity: 1 }],
    email,
    address: anAddress(),
    shippingMethodId: null,
    note: '',
    days: 7,
    key: newId(),
    actor: 'staff:ida',
  })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  const browser = shop.browser()
  const path = `/pay/${payLinkToken(shop.deps.linkSecret, made.value)}`
  return { orderId: made.value, browser, path, page: await browser.get(path) }
}

const stateOf = async (orderId: OrderId) => (await readOrder(db, orderId))?.state

test('a trade customer pays a pay link by invoice, as at the checkout', async () => {
  const { orderId, browser, path, page } = await offered('Corner@example.com')
  expect(page.html).toContain('value="invoice"')
  const paid = await browser.submit(page, path, { method: 'invoice' })
  expect(paid.url).toMatch(/^\/orders\//)
  expect(await readOrder(db, orderId)).toMatchObject({ state: 'open', paymentMethod: 'invoice' })
})

test('nobody else is offered an invoice by a pay link, nor gets one by asking', async () => {
  for (const email of ['ada@example.com', 'guest@example.com']) {
    const { orderId, browser, path, page } = await offered(email)
    expect(page.html).toContain('value="bank_transfer"')
    expect(page.html).not.toContain('value="invoice"')
    expect((await browser.send(path, { method: 'invoice' })).status).toBe(422)
    expect(await stateOf(orderId)).toBe('offered')
  }
})
