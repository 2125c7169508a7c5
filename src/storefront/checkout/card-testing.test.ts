import { createHash } from 'node:crypto'

import { beforeAll, expect, test } from 'vitest'

import type { VariantId } from '#kernel/id'
import { aVariant } from '#testing/builders'
import { formsOf, type Browser, type Page } from '#testing/browser'
import { testDb } from '#testing/db'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let pin: VariantId

beforeAll(async () => {
  shop = await aStorefront(db)
  pin = await aVariant(db, { title: 'Pin', price: 100, stock: 10_000 })
  await shop.refresh()
})

let buyers = 0
const address = { name: 'Ada Berg', street1: 'Hafenweg 7', postcode: '20457', city: 'Hamburg' }
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })
const declined = card('4000000000009995')
const isBank = (page: Page): boolean => page.url.startsWith('/test-gateway/')
const isRefused = (page: Page): boolean => page.html.includes('Too many payments from here were declined')
const wantsProof = (page: Page): boolean => page.html.includes('we make sure that this payment is meant')
const declines = async (): Promise<number> =>
  (await db.selectFrom('sandbox_payments').select('id').where('state', '=', 'declined').execute()).length

/** A new guest with a pin in the cart presses the button. */
async function tries(from: string): Promise<{ browser: Browser; page: Page }> {
  const browser = shop.browser(from)
  await browser.send('/cart/lines', { variantId: pin, quantity: '1' })
  const email = `buyer-${++buyers}@example.com`
  const page = await browser.submit(await browser.get('/checkout'), '/checkout', { ...address, email, go: 'place' })
  return { browser, page }
}

test('A191: a buyer who mistypes twice notices nothing', async () => {
  const { browser, page } = await tries('198.51.100.7')
  const once = await browser.submit(page, page.url, declined)
  const twice = await browser.submit(once, '/checkout', { go: 'place' })
  const third = await browser.submit(await browser.submit(twice, twice.url, declined), '/checkout', { go: 'place' })
  expect(isBank(third)).toBe(true)
  expect((await browser.submit(third, third.url, card('4242424242424242'))).html).toContain('Thank you.')
})

test('A191: one source gets five declines, then the door is shut and its open pages are closed', async () => {
  const from = '192.0.2.1'
  const { page: open } = await tries(from)
  expect(isBank(open)).toBe(true)
  for (let count = 0; count < 5; count++) {
    const { browser, page } = await tries(from)
    const proven = wantsProof(page) ? await browser.submit(page, '/checkout', { ...worked(page), go: 'place' }) : page
    expect(isBank(proven)).toBe(true)
    await browser.submit(proven, proven.url, declined)
  }
  const { page } = await tries(from)
  expect(page.status).toBe(409)
  expect(isRefused(page)).toBe(true)
  const { browser } = await tries(from)
  const invoice = await browser.submit(await browser.get('/checkout'), '/checkout', {
    ...address,
    email: 'late@example.com',
    payment: 'bank_transfer',
    go: 'place',
  })
  expect(invoice.html).toContain('DE02 1203 0000 0000 2020 51')
  expect((await db.selectFrom('orders').select('id').where('state', '=', 'pending').execute()).length).toBe(0)
})

test('a proof is asked from the third decline on, done by the browser or by patience, and counts once', async () => {
  const from = '192.0.2.200'
  for (let count = 0; count < 3; count++) {
    const { browser, page } = await tries(from)
    await browser.submit(page, page.url, declined)
  }
  const { browser, page } = await tries(from)
  expect(wantsProof(page)).toBe(true)
  const proof = worked(page)
  const impatient = await browser.submit(page, '/checkout', { go: 'place' })
  expect(wantsProof(impatient)).toBe(true)
  const bank = await browser.submit(impatient, '/checkout', { ...proof, go: 'place' })
  expect(isBank(bank)).toBe(true)
  await browser.submit(bank, '/cancel').catch(() => null)
  const replayed = await browser.submit(page, '/checkout', { ...proof, go: 'place' })
  expect(isBank(replayed) && replayed.url !== bank.url).toBe(false)
})

test('A191: a thousand cards from fifty addresses: at most a hundred reach the gateway', async () => {
  const before = await declines()
  const sources = Array.from({ length: 50 }, (_, index) => `10.${index}.0.9`)
  for (let round = 0; round < 20; round++) {
    const made = await Promise.all(sources.map((from) => tries(from)))
    for (const { browser, page } of made) if (isBank(page)) await browser.submit(page, page.url, declined)
  }
  expect((await declines()) - before).toBeLessThanOrEqual(100)
}, 240_000)

/** What the browser finds. */
function worked(page: Page): Record<string, string> {
  const challenge =
    formsOf(page.html).find(({ action }) => action.endsWith('/checkout'))?.fields['proof_challenge'] ?? ''
  const bits = Number(challenge.split('.')[0])
  for (let answer = 0; ; answer++) {
    const hash = createHash('sha256').update(`${challenge}:${answer}`).digest('hex')
    if (BigInt(`0x${hash}`) >> BigInt(256 - bits) === 0n)
      return { proof_challenge: challenge, proof_answer: String(answer) }
  }
}
