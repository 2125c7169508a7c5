import { beforeAll, expect, test } from 'vitest'
import { orderLinkToken } from '#modules/order'

import { changesSince } from '#platform/cache-changes'
import { aProduct, aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { aPaidOrder, aPlacedOrder, testShop } from '#testing/orders'
import { faultsIn } from '#testing/sound-html'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { aGiftCard, eur } from '#testing/value'

const { db } = testDb()
const world: { shop: TestStorefront } = { shop: undefined as never }
beforeAll(async () => {
  world.shop = await aStorefront(db)
})

const ORIGIN = 'http://shop.test'
let visitor = 0
const ask = (code: string, { path = '/gift-card', address = `203.0.113.${(visitor += 1)}` } = {}) =>
  world.shop.app.request(ORIGIN + path, {
    method: 'POST',
    body: new URLSearchParams({ code }),
    headers: { origin: ORIGIN, host: 'shop.test', 'x-forwarded-for': address },
  })

test('the foot of every page leads here once there is a gift card, and not before', async () => {
  const footOf = async (path: string) =>
    (await (await world.shop.app.request(ORIGIN + path)).text()).split('<footer')[1]
  expect(await footOf('/')).not.toContain('/gift-card')
  const { next } = await changesSince(db, null)
  await aGiftCard(db)
  const { tags } = await changesSince(db, next)
  expect(tags).toContain('settings')
  await world.shop.deps.shop.refresh(tags)
  expect(await footOf('/')).toContain('<a href="/gift-card">What is left on my gift card?</a>')
  expect(await footOf('/de/')).toContain('<a href="/de/gift-card">Was ist auf meiner Geschenkkarte?</a>')
})

test('whoever has the code sees what is left, in their language, and the page does not repeat the code', async () => {
  const { code } = await aGiftCard(db, { amount: eur(1999), expiresAt: new Date('2040-12-31T23:59:59Z') })
  const answer = await ask(code)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('€19.99')
  expect(html).toContain('31 December 2040')
  expect(html).not.toContain(code)
  expect(html).not.toContain(code.replaceAll('-', ''))
  expect(await (await ask(code, { path: '/de/gift-card' })).text()).toContain('Gültig bis 31. Dezember 2040')
  expect(answer.headers.get('cache-control')).toContain('no-store')
})

test('the form says what is wrong beside the field, and keeps nothing that was typed', async () => {
  for (const [code, words] of [
    ['', 'Please enter the code.'],
    ['ABCD-EFGH', 'We know no such card.'],
    ['x'.repeat(5000), 'We know no such card.'],
  ] as const) {
    const answer = await ask(code)
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain(words)
    expect(html).not.toContain('ABCD-EFGH')
  }
})

test('tries are counted before they are answered: of forty at once twenty hear anything', async () => {
  const { code } = await aGiftCard(db)
  const tries = await Promise.all(Array.from({ length: 40 }, () => ask(code, { address: '198.51.100.9' })))
  const statuses = tries.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(20)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
  expect(Number(tries.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('the page is sound HTML in both languages', async () => {
  for (const path of ['/gift-card', '/de/gift-card']) {
    const answer = await world.shop.app.request(ORIGIN + path)
    expect(await faultsIn(await answer.text())).toEqual([])
  }
})

test('who pays by transfer sees the account, the amount, and a code for banking apps behind the same link', async () => {
  const mug = await aVariant(db, { price: 2000 })
  const stoa = testShop(db)
  const { orderId } = await aPlacedOrder(stoa, { lines: [[mug, 1]], parts: { paymentMethod: 'bank_transfer' } })
  const token = orderLinkToken(world.shop.deps.linkSecret, orderId)
  const page = await (await world.shop.app.request(`${ORIGIN}/orders/${token}`)).text()
  expect(page).toContain('DE02 1203 0000 0000 2020 51')
  expect(page).toContain(`src="/orders/${token}/transfer.png"`)
  expect(await faultsIn(page)).toEqual([])

  const picture = await world.shop.app.request(`${ORIGIN}/orders/${token}/transfer.png`)
  expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(picture.headers.get('cache-control')).toContain('no-store')
  const forged = await world.shop.app.request(`${ORIGIN}/orders/${token.slice(0, -2)}xx/transfer.png`)
  expect(forged.status).toBe(404)
})

test('where nothing is to be transferred there is no code', async () => {
  const mug = await aVariant(db)
  const stoa = testShop(db)
  const { orderId } = await aPlacedOrder(stoa, { lines: [[mug, 1]], parts: { paymentMethod: 'cash_on_delivery' } })
  const token = orderLinkToken(world.shop.deps.linkSecret, orderId)
  expect(await (await world.shop.app.request(`${ORIGIN}/orders/${token}`)).text()).not.toContain('transfer.png')
  const blank = await world.shop.app.request(`${ORIGIN}/orders/${token}/transfer.png`)
  expect((await blank.arrayBuffer()).byteLength).toBeLessThan(100)
})

test('who has bought a card reads where its code comes', async () => {
  const variants = [{ price: 2500, requiresShipping: false }]
  const { variantIds } = await aProduct(db, { giftCard: true, variants })
  const orderId = await aPaidOrder(testShop(db), { lines: variantIds.map((id) => [id, 1]) })
  const token = orderLinkToken(world.shop.deps.linkSecret, orderId)
  const page = await (await world.shop.app.request(`${ORIGIN}/orders/${token}`)).text()
  expect(page).toMatch(/The code of your gift card comes by mail to \S+@\S+ within minutes\./)
})
