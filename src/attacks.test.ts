import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { signMessage } from '#adapters/sandbox'
import { newId, type VariantId } from '#kernel/id'
import { aMarket, aVariant } from '#testing/builders'
import { formsOf, type Browser, type Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { everyFace, type EveryFace } from '#testing/every-face'
import { WEBHOOK_SECRET } from '#testing/orders'
import { aCoupon } from '#testing/promotions'
import { aGiftCard, eur } from '#testing/value'

// What somebody would send who wants more than he pays for. Cases of one module stand beside it; here is what needs the
// whole shop: money, codes and the messages of gateways.

const { db } = testDb()
let shop: EveryFace
let mug: VariantId
/** How many statements the database has answered. */
const asked = { answers: 0 }

beforeAll(async () => {
  const counted = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      asked.answers += 1
      return result
    },
  })
  shop = await everyFace(counted)
  mug = await aVariant(db, { title: 'Mug', price: 2000, stock: 1000 })
  await shop.refresh()
})

const ada = { email: 'ada@example.com', name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })
const good = card('4242 4242 4242 4242')

async function withMugs(pieces = 1): Promise<Browser> {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: String(pieces) })
  return browser
}

const buy = async (browser: Browser, fields: Record<string, string> = {}): Promise<Page> =>
  browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, ...fields, go: 'place' })

async function lastOrder() {
  const order = await db.selectFrom('orders').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
  const payments = await db.selectFrom('payments').selectAll().where('order_id', '=', order.id).execute()
  return { ...order, payments }
}

describe('money', () => {
  test('a total that somebody made up buys nothing', async () => {
    for (const total of ['0', '1', '999999999999999']) {
      const page = await buy(await withMugs(), { total })
      expect(page.status).toBe(409)
      expect(page.html).toContain('it is now €24.90')
    }
    for (const total of ['-1', '1e3', '0x10', '1.5', '', ' 2490', '２４９０']) {
      expect((await buy(await withMugs(), { total })).status).toBe(422)
    }
  })

  test.each([
    'price',
    'discount',
    'currency',
    'customerId',
    'taxExempt',
    'reverseCharge',
    'giftCardId',
    'shippingPrice',
    '__proto__',
  ])('a field %s is no field of ours', async (name) =>
    expect((await buy(await withMugs(), { [name]: '1' })).status).toBe(422),
  )

  test('A021: what is added while the bank’s page is open is not paid with the old payment', async () => {
    const browser = await withMugs()
    const bank = await buy(browser)
    expect((await browser.send('/cart/lines', { variantId: mug, quantity: '1' })).status).toBe(409)
    await browser.submit(bank, bank.url, good)
    const order = await lastOrder()
    expect(order).toMatchObject({ state: 'open', total_amount: 2490 })
    expect(order.payments.map(({ captured_amount }) => captured_amount)).toEqual([2490])
  })

  test('A023: one payment is one order’s', async () => {
    const first = await withMugs()
    const bank = await buy(first)
    await first.submit(bank, bank.url, good)
    const paid = await lastOrder()
    const second = await withMugs()
    await buy(second)
    const other = await lastOrder()
    const [payment] = paid.payments
    const stolen = db
      .updateTable('payments')
      .set({ gateway_ref: payment?.gateway_ref ?? '' })
      .where('order_id', '=', other.id)
      .execute()
    await expect(stolen).rejects.toThrow('payments_gateway_gateway_ref_key')
    const { body, headers } = signMessage(
      WEBHOOK_SECRET,
      { eventId: newId(), ref: payment?.gateway_ref ?? '', state: 'captured' },
      new Date(),
    )
    await shop.app.request('http://shop.test/webhooks/sandbox', { method: 'POST', body, headers })
    expect((await lastOrder()).state).toBe('pending')
  })

  test.each([
    ['an option with a price of its own', { options: '{"engraving":{"price":-50}}' }],
    ['an option', { engraving: 'Ada' }],
    ['a choice of a bundle', { 'bundle[0]': '1' }],
    ['a discount', { discount: '500' }],
    ['two quantities', { 'quantity[]': '5' }],
  ])('A011: %s comes with no thing of ours, and nothing is put into the cart', async (_what, more) => {
    const browser = shop.browser()
    expect((await browser.send('/cart/lines', { variantId: mug, quantity: '1', ...more })).status).toBe(422)
    expect((await browser.get('/cart')).html).toContain('Your cart is empty.')
  })

  test('a form of one cart does not order another', async () => {
    const mine = await withMugs()
    const page = await mine.get('/checkout')
    const theirs = await withMugs(3)
    const [form] = formsOf(page.html).filter(({ action }) => action === '/checkout')
    const answer = await theirs.send('/checkout', { ...form?.fields, ...ada, go: 'place' })
    expect(answer.status).toBe(409)
  })
})

describe('codes', () => {
  const typed = async (browser: Browser, code: string): Promise<Page> => browser.send('/cart/codes', { code })

  test('A027: of two that exclude each other one counts, whichever was typed first', async () => {
    const exclusive = { byCode: true, stacks: false } as const
    const small = await aCoupon(db, { promotion: { ...exclusive, name: 'Small' } })
    const large = await aCoupon(db, {
      promotion: { ...exclusive, name: 'Large', reward: { kind: 'percent_items', ppm: 250_000 } },
    })
    const totals: string[] = []
    for (const order of [
      [small, large],
      [large, small],
    ]) {
      const browser = await withMugs(2)
      for (const { code } of order) await typed(browser, code)
      const { html } = await browser.get('/checkout')
      totals.push(formsOf(html).find(({ action }) => action === '/checkout')?.fields['total'] ?? '')
    }
    expect(totals).toEqual(['3490', '3490'])
  })

  /** Codes that are there and not for this shopper, each for another reason, and one that nobody ever made. */
  async function closedCodes(): Promise<string[]> {
    const us = await aMarket(db, 'us')
    const day = 24 * 3_600_000
    const all = [
      await aCoupon(db, { startsAt: new Date(Date.now() + day) }),
      await aCoupon(db, { promotion: { startsAt: new Date(Date.now() + day) } }),
      await aCoupon(db, { endsAt: new Date(Date.now() - day) }),
      await aCoupon(db, { active: false }),
      await aCoupon(db, { promotion: { active: false } }),
      await aCoupon(db, { onlyFor: 'her@example.com' }),
      await aCoupon(db, { promotion: { markets: [us.id] } }),
    ]
    return [...all.map(({ code }) => code), 'CODE-NEVERWAS']
  }

  test('A029, A031: not begun, over, switched off, hers, another market’s and none at all: one answer, as much work', async () => {
    const codes = await closedCodes()
    const browser = await withMugs()
    // The first one finds nothing remembered.
    await typed(browser, 'CODE-FIRST')
    const said = new Set<string>()
    const work = new Map<string, number>()
    for (const code of [...codes, ...codes]) {
      await db.deleteFrom('rate_limits').execute()
      asked.answers = 0
      const page = await typed(browser, code)
      work.set(code, Math.min(asked.answers, work.get(code) ?? Infinity))
      said.add(`${page.status} ${page.html.replaceAll(code, '')}`)
    }
    expect(said.size).toBe(1)
    expect([...said][0]).toMatch(/^422 /)
    expect(new Set(work.values()).size).toBe(1)
  })

  test.each([
    "' or 1=1 --",
    '%',
    '_',
    '*',
    '\u0000',
    '<script>',
    'ＳＰＲＩＮＧ',
    'a'.repeat(2000),
    '{"$gt":""}',
    '../..',
    '🎁',
  ])('a code that is none opens nothing: %#', async (code) => {
    const browser = await withMugs()
    const page = await typed(browser, code)
    expect([400, 413, 422]).toContain(page.status)
    expect(page.html).not.toContain('<script>&')
    expect((await browser.get('/cart')).html).toContain('€20.00')
  })

  test('a code typed a hundred times counts once', async () => {
    const { code } = await aCoupon(db, {})
    const browser = await withMugs()
    for (let count = 0; count < 20; count++) await typed(browser, code.toLowerCase())
    await buy(browser, { payment: 'bank_transfer' })
    expect(await lastOrder()).toMatchObject({ discount_amount: 200, total_amount: 2290 })
  })

  test('A033: a gift card’s code stands nowhere but in its owner’s hands', async () => {
    const { code } = await aGiftCard(db, { amount: eur(1000) })
    const browser = await withMugs()
    const cart = await typed(browser, code)
    expect(cart.html).toContain(code.slice(-4))
    expect(cart.url).not.toContain(code)
    await buy(browser, { payment: 'bank_transfer' })
    expect(await lastOrder()).toMatchObject({ total_amount: 2490 })
    const bare = code.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase()
    expect(await whereIs(bare)).toEqual([])
    expect(await whereIs('ada@example.com')).not.toEqual([])
  })

  test('a gift card that is switched off pays nothing', async () => {
    // Those who typed the codes above have used up their guesses.
    await db.deleteFrom('rate_limits').execute()
    const empty = await aGiftCard(db, { amount: eur(1) })
    await db.updateTable('gift_cards').set({ state: 'disabled' }).where('id', '=', empty.giftCardId).execute()
    const browser = await withMugs()
    expect((await typed(browser, empty.code)).status).toBe(422)
    const { html } = await browser.get('/checkout')
    expect(html).not.toContain(empty.code.slice(-4))
  })
})

/** Tables whose rows hold a text somewhere, as a stolen dump would show it. */
async function whereIs(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from ${sql.raw(name)} as t
      where regexp_replace(lower(t::text), '[^a-z0-9@.]', '', 'g') like ${`%${text}%`}`.execute(db)
    if ((rows[0]?.n ?? 0) > 0) found.push(name)
  }
  return found
}
