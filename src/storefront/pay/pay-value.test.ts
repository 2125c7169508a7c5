import { beforeAll, expect, test } from 'vitest'

import type { OrderId } from '#kernel/id'
import { format } from '#kernel/money'
import { offerOrder, payLinkToken } from '#modules/order'
import { readGiftCard } from '#modules/stored-value'
import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { aGiftCard, eur } from '#testing/value'

const { db } = testDb()
let shop: TestStorefront

beforeAll(async () => {
  shop = await aStorefront(db)
})

const ada = { email: 'ada@example.com', name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })

/** The link of an order of 28.90 whose bank card was declined. */
async function aLink(): Promise<{ orderId: OrderId; path: string }> {
  const mug = await aVariant(db, { title: 'Mug', price: 2400, stock: 5 })
  await shop.refresh()
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
  const bank = await browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, go: 'place' })
  await browser.submit(bank, bank.url, card('4000 0000 0000 0002'))
  const row = await db.selectFrom('orders').select('id').orderBy('number', 'desc').executeTakeFirstOrThrow()
  const orderId = row.id as OrderId
  await offerOrder(shop.deps.orders, { orderId, days: 7, actor: 'staff:ida' })
  return { orderId, path: `/pay/${payLinkToken(shop.deps.linkSecret, orderId)}` }
}

test('by the link, without JavaScript: a gift card is entered, taken out, entered again and pays its part', async () => {
  const { orderId, path } = await aLink()
  const { code, giftCardId } = await aGiftCard(db, { amount: eur(1000) })
  const buyer = shop.browser()
  const wrong = await buyer.submit(await buyer.get(path), `${path}/gift-cards`, { code: 'AAAA-BBBB-CCCC-DDDD' })
  expect([wrong.status, wrong.html.includes('We do not know this gift card')]).toEqual([422, true])
  expect(await faultsIn(wrong.html)).toEqual([])

  const put = await buyer.submit(wrong, `${path}/gift-cards`, { code })
  expect(put.html).toContain('pays €10.00')
  expect(put.html).toContain('Pay €18.90')
  expect(await faultsIn(put.html)).toEqual([])
  const out = await buyer.submit(put, `${path}/gift-cards/remove`, {})
  expect(out.html).toContain('Pay €28.90')

  const again = await buyer.submit(out, `${path}/gift-cards`, { code })
  const bank = await buyer.submit(again, path, { method: 'test_card' })
  expect(bank.html).toContain(format(eur(1890), 'en'))
  const seen = await buyer.submit(bank, '', card('4242 4242 4242 4242'))
  expect(seen.html).toContain('Thank you.')
  expect((await readGiftCard(db, giftCardId))?.balance.amount).toBe(0)
  const paid = await db.selectFrom('payments').select(['gateway', 'amount']).where('order_id', '=', orderId).execute()
  expect(paid).toEqual(
    expect.arrayContaining([
      { gateway: 'stored_value', amount: 1000 },
      { gateway: 'sandbox', amount: 1890 },
    ]),
  )
})

test('a card that pays all leaves nothing to choose; one that was spent elsewhere is said before money moves', async () => {
  const { path } = await aLink()
  const { code, giftCardId } = await aGiftCard(db, { amount: eur(5000) })
  const buyer = shop.browser()
  const put = await buyer.submit(await buyer.get(path), `${path}/gift-cards`, { code })
  expect(put.html).toContain('Order now, all is paid')
  expect(put.html).not.toContain('name="method"')

  await db
    .updateTable('gift_cards')
    .set({ expires_at: new Date(0) })
    .where('id', '=', giftCardId)
    .execute()
  const late = await buyer.submit(put, path, {})
  expect([late.status, late.html.includes('€28.90 are left to pay now')]).toEqual([409, true])
  await db.updateTable('gift_cards').set({ expires_at: null }).where('id', '=', giftCardId).execute()
  const seen = await buyer.submit(await buyer.get(path), path, {})
  expect(seen.url).toMatch(/^\/orders\//)
  expect((await readGiftCard(db, giftCardId))?.balance.amount).toBe(2110)
})
