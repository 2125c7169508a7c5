import { beforeAll, describe, expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { readOrder } from '#modules/order'
import { aPromotion, aCoupon } from '#testing/promotions'
import { aVariant } from '#testing/builders'
import type { Browser, Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { aGiftCard, eur } from '#testing/value'

const { db } = testDb()
let shop: TestStorefront
let mug: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  mug = await aVariant(db, { title: 'Mug', price: 2000, stock: 1000 })
  await shop.refresh()
})

const ada = {
  email: 'ada@example.com',
  name: 'Ada Berg',
  street1: 'Hafenweg 7',
  postcode: '20457',
  city: 'Hamburg',
  payment: 'bank_transfer',
}

async function withMugs(pieces = 2): Promise<Browser> {
  const browser = shop.browser()
  await browser.send('/cart/lines', { variantId: mug, quantity: String(pieces) })
  return browser
}

const type = (browser: Browser, code: string): Promise<Page> => browser.send('/cart/codes', { code })
const text = ({ html }: Page): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

async function lastOrder() {
  const { id } = await db.selectFrom('orders').select('id').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
  const order = await readOrder(db, id as Parameters<typeof readOrder>[1])
  if (!order) throw new Error('no order')
  return order
}

describe('a code in the cart', () => {
  test('takes something off, says by how much, and goes again', async () => {
    const { code } = await aCoupon(db, { code: 'SPRING', promotion: { name: 'Spring' } })
    const browser = await withMugs()
    const cart = await type(browser, ' spring ')
    expect(text(cart)).toContain(`${code} saves €4.00`)
    expect(text(cart)).toContain('Spring (SPRING) -€4.00')
    expect(text(cart)).toContain('€40.00 €36.00')

    const without = await browser.submit(cart, '/cart/codes/remove')
    expect(text(without)).not.toContain('SPRING')
  })

  test('that nobody knows is refused beside its field, and is not kept', async () => {
    const browser = await withMugs()
    const cart = await type(browser, 'NOSUCH')
    expect(cart.status).toBe(422)
    expect(cart.html).toContain('value="NOSUCH"')
    expect(cart.html).toContain('id="code-error" role="alert">We do not know this code, or its time is over.')
    expect(text(await browser.get('/cart'))).not.toContain('NOSUCH')
  })

  test('that is somebody else’s, over, or switched off sounds just the same', async () => {
    await aCoupon(db, { code: 'OVER', promotion: { endsAt: new Date('2020-01-01') } })
    await aCoupon(db, { code: 'HERS', onlyFor: 'her@example.com' })
    await aCoupon(db, { code: 'OFF', active: false })
    const said = new Set<string>()
    for (const code of ['OVER', 'HERS', 'OFF', 'NEVERWAS']) {
      const page = await type(await withMugs(), code)
      expect(page.status).toBe(422)
      said.add(text(page).replaceAll(code, ''))
    }
    expect(said.size).toBe(1)
  })

  test('that does not fit stays, with the reason, and counts as soon as it fits', async () => {
    await aCoupon(db, { code: 'BIG', promotion: { minimums: { EUR: 5000 } } })
    const browser = await withMugs(1)
    const cart = await type(browser, 'BIG')
    expect(text(cart)).toContain('BIG This code does not fit what is in the cart')
    await browser.send(`/cart/lines/${mug}`, { quantity: '3' })
    expect(text(await browser.get('/cart'))).toContain('BIG saves €6.00')
  })

  test('is answered in German, too', async () => {
    const browser = shop.browser()
    await browser.send('/de/cart/lines', { variantId: mug, quantity: '1' })
    const cart = await browser.send('/de/cart/codes', { code: 'NOSUCH' })
    expect(text(cart)).toContain('Diesen Code kennen wir nicht, oder seine Zeit ist vorbei.')
  })

  test('is not guessed: after many tries from one address there is no answer', async () => {
    const browser = shop.browser('203.0.113.9')
    await browser.send('/cart/lines', { variantId: mug, quantity: '1' })
    const statuses = []
    for (let at = 0; at < 31; at += 1) statuses.push((await type(browser, `GUESS${at}`)).status)
    expect(statuses.at(0)).toBe(422)
    expect(statuses.at(-1)).toBe(429)
    // Not even a right one is told apart any more.
    expect((await type(browser, 'SPRING')).status).toBe(429)
  })
})

describe('at the checkout', () => {
  test('a code is put in without losing what was typed, and the order says why', async () => {
    await aPromotion(db, {
      name: 'Free delivery from 30',
      reward: { kind: 'shipping', ppm: 1_000_000 },
      minimums: { EUR: 30_00 },
    })
    const browser = await withMugs()
    const checkout = await browser.get('/checkout')
    const changed = await browser.submit(checkout, '/checkout', { ...ada, code: 'spring', go: 'code' })
    expect(changed.url).toBe('/checkout#review'.split('#')[0])
    expect(changed.html).toContain('value="Ada Berg"')
    expect(text(changed)).toContain('Order with obligation to pay · €36.00')

    const bought = await browser.submit(changed, '/checkout', { go: 'place' })
    expect(bought.url).toMatch(/^\/orders\//)
    expect(text(bought)).toContain('Spring (SPRING) -€4.00')
    expect(text(bought)).toContain('Free delivery from 30 -€')
    const order = await lastOrder()
    expect(order.codes).toMatchObject([{ code: 'SPRING', state: 'applied' }])
    expect(order.lines[0]?.why.map(({ kind }) => kind)).toEqual(['base', 'coupon', 'tax'])
    expect(order.total.amount).toBe(3600)
    expect(order.discount.amount).toBe(400 + order.shipping.amount)
  })

  test('a code that stands in the field when the button is pressed is put in first, and the new total shown', async () => {
    await aCoupon(db, { code: 'LATE', promotion: { reward: { kind: 'percent_order', ppm: 500_000 } } })
    const browser = await withMugs()
    const shown = await browser.submit(await browser.get('/checkout'), '/checkout', {
      ...ada,
      code: 'LATE',
      go: 'place',
    })
    expect(shown.status).toBe(409)
    expect(text(shown)).toContain('Your code was put in. The total is now €20.00')
    const bought = await browser.submit(shown, '/checkout', { go: 'place' })
    expect(bought.url).toMatch(/^\/orders\//)
  })

  test('a code that ran out between look and click: the full total is offered plainly, nothing is ordered (C05)', async () => {
    await aCoupon(db, { code: 'ONCE', maxUses: 1, promotion: { reward: { kind: 'percent_order', ppm: 500_000 } } })
    const [first, second] = [await withMugs(), await withMugs()]
    const pages = []
    for (const browser of [first, second]) {
      await type(browser, 'ONCE')
      const page = await browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, go: 'contact' })
      pages.push(page)
      expect(text(page)).toContain('· €20.00')
    }
    const [one, two] = pages
    if (!one || !two) throw new Error('two shoppers')
    expect((await first.submit(one, '/checkout', { go: 'place' })).url).toMatch(/^\/orders\//)
    const refused = await second.submit(two, '/checkout', { go: 'place' })
    expect(refused.status).toBe(409)
    expect(text(refused)).toContain('€40.00')
    expect(text(refused)).toContain('ONCE This code has been used as often as it may be.')
    const bought = await second.submit(refused, '/checkout', { go: 'place' })
    expect(bought.url).toMatch(/^\/orders\//)
    expect((await lastOrder()).codes).toMatchObject([{ code: 'ONCE', state: 'refused', reason: 'used_up' }])
  })
})

test('a code for a first order is taken out where the address has ordered before, and the shopper reads why', async () => {
  await aCoupon(db, { code: 'HELLO', promotion: { firstOrderOnly: true } })
  const fay = { ...ada, email: 'fay@example.com' }
  const first = await withMugs()
  expect(text(await type(first, 'hello'))).toContain('HELLO saves €4.00')
  expect((await first.submit(await first.get('/checkout'), '/checkout', { ...fay, go: 'place' })).url).toMatch(
    /^\/orders\//,
  )
  const second = await withMugs()
  await type(second, 'hello')
  const typed = { ...fay, email: 'Fay+again@example.com', go: 'place' }
  const refused = await second.submit(await second.get('/checkout'), '/checkout', typed)
  expect(refused.status).toBe(409)
  expect(text(refused)).toContain(
    'HELLO is for a first order, and you have ordered here before. Without it your order is',
  )
  expect(text(refused)).toContain('HELLO This code is for a first order, and you have ordered here before.')
  expect((await second.submit(refused, '/checkout', { go: 'place' })).url).toMatch(/^\/orders\//)
  expect((await lastOrder()).codes).toMatchObject([{ code: 'HELLO', state: 'refused', reason: 'not_first_order' }])
})

describe('a gift card', () => {
  test('is put in through the same field, pays a part, and what is left is asked for', async () => {
    const { code } = await aGiftCard(db, { amount: eur(1500) })
    const browser = await withMugs()
    const cart = await type(browser, code.toLowerCase())
    expect(text(cart)).toMatch(/Gift card •••• \w{4} pays €15\.00/)
    expect(cart.html).not.toContain(code)
    const checkout = await browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, go: 'contact' })
    const bought = await browser.submit(checkout, '/checkout', { go: 'place' })
    expect(bought.url).toMatch(/^\/orders\//)
    expect(text(bought)).toContain('Left to pay €25.00')
  })

  test('that pays for everything leaves no payment method to choose', async () => {
    const { code } = await aGiftCard(db, { amount: eur(9900) })
    const browser = await withMugs()
    expect(text(await type(browser, code))).toContain('pays €40.00, €59.00 stay on it')
    const checkout = await browser.get('/checkout')
    expect(text(checkout)).toContain('Gift cards and credit pay for everything.')
    const bought = await browser.submit(checkout, '/checkout', { ...ada, go: 'place' })
    expect(bought.url).toMatch(/^\/orders\//)
    expect(text(bought)).toContain('Left to pay €0.00')
  })

  test('goes out again, at the checkout too', async () => {
    const { code, giftCardId } = await aGiftCard(db)
    const browser = await withMugs()
    await type(browser, code)
    const checkout = await browser.get('/checkout')
    const without = await browser.submit(checkout, '/checkout', { go: `drop-card:${giftCardId}` })
    expect(text(without)).not.toContain('Gift card ••••')
  })

  test('used elsewhere between look and click is told before anything is charged', async () => {
    const { code } = await aGiftCard(db, { amount: eur(3000) })
    const [first, second] = [await withMugs(), await withMugs()]
    const pages = []
    for (const browser of [first, second]) {
      await type(browser, code)
      pages.push(await browser.submit(await browser.get('/checkout'), '/checkout', { ...ada, go: 'contact' }))
    }
    const [one, two] = pages
    if (!one || !two) throw new Error('two shoppers')
    expect((await first.submit(one, '/checkout', { go: 'place' })).url).toMatch(/^\/orders\//)
    const refused = await second.submit(two, '/checkout', { go: 'place' })
    expect(refused.status).toBe(409)
    expect(text(refused)).toContain('nothing left on it')
  })
})

test('what no page of ours sends is refused: prices, tax, currencies, groups and codes that are no text (A013, A015)', async () => {
  const browser = await withMugs()
  const checkout = await browser.get('/checkout')
  for (const extra of [
    'currency',
    'market',
    'taxExempt',
    'customerGroup',
    'discount',
    'tax_relief',
    'reverseCharge',
    'codes',
  ]) {
    const page = await browser.submit(checkout, '/checkout', { ...ada, [extra]: 'true', go: 'place' })
    expect(page.status).toBe(422)
  }
  expect((await browser.send('/cart/codes', { code: 'A', amount: '1' })).status).toBe(422)
  expect((await browser.send('/cart/codes', {})).status).toBe(422)
  expect((await browser.send('/cart/gift-cards/remove', { id: 'x' })).status).toBe(422)
  expect((await browser.send('/cart/credit', { use: '7' })).status).toBe(422)
  // Nobody is signed in, so there is no credit to choose.
  expect(text(await browser.send('/cart/credit', { use: '1' }))).not.toContain('Your credit')
})
