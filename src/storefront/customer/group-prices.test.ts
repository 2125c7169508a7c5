import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { newId, type CustomerGroupId, type PriceListId, type VariantId } from '#kernel/id'
import { changeList, readLists, setPrices } from '#modules/pricing'
import { saveCustomer } from '#modules/customer'
import { aCategory, aCollection, aMarket, aPriceList, aProduct, done } from '#testing/builders'
import { aCustomer, aGroup, aLink, anExtraList, aSession, listPrices } from '#testing/customers'
import { testDb } from '#testing/db'
import { overHttp, type TestHttp } from '#testing/http'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let http: TestHttp
let teapot: VariantId
let vip: CustomerGroupId
let list: PriceListId
let member = ''
let plain = ''

const cookieOf = async (groupId: CustomerGroupId | null): Promise<string> => {
  const { email } = await aCustomer(db, { groupId })
  return `stoa_customer=${(await aSession(db, email, shop.clock)).token}`
}

beforeAll(async () => {
  shop = await aStorefront(db)
  const category = await aCategory(db, { slug: 'tea' })
  const product = await aProduct(db, {
    title: 'Teapot',
    slug: 'teapot',
    categoryIds: [category],
    variants: [{ price: 2000, stock: 500, sku: 'TEAPOT-1' }],
  })
  await aProduct(db, { title: 'Tea bowl', slug: 'tea-bowl', categoryIds: [category], variants: [{ price: 1900 }] })
  await aCollection(db, { slug: 'breakfast', productIds: [product.productId] })
  const [variantId] = product.variantIds
  if (!variantId) throw new Error('no teapot')
  teapot = variantId
  vip = await aGroup(db, 'vip')
  list = await anExtraList(db, { name: 'VIP', groupId: vip, prices: [[teapot, 1500]] })
  member = await cookieOf(vip)
  plain = await cookieOf(await aGroup(db, 'without-prices'))
  await shop.refresh()
  await shop.deps.catalog.refresh([`product:${product.productId}`])
  http = await overHttp(shop)
})
beforeEach(() => http.pages.clear())

const pages = [
  '/',
  '/c/tea',
  '/c/tea?sort=price_up',
  '/collections/breakfast',
  '/p/teapot',
  '/search?q=teapot',
  '/search/suggest?q=teapot',
]
const ask = (path: string, cookie = '') => http.get(path, cookie === '' ? {} : { cookie })

describe('a group’s own prices', () => {
  test.each(pages)('stand on %s for its customers, and reach nobody else', async (path) => {
    const first = await ask(path, member)
    const anonymous = await ask(path)
    const kept = await ask(path)
    const again = await ask(path, member)
    const other = await ask(path, plain)

    expect([first.status, anonymous.status]).toEqual([200, 200])
    for (const own of [first, again]) {
      expect(own.html).toContain('€15.00')
      expect(own.headers.get('cache-control')).toBe('private, no-store')
      expect(own.headers.get('etag')).toBeNull()
    }
    for (const shared of [anonymous, kept, other]) {
      expect(shared.html).toContain('€20.00')
      expect(shared.html).not.toContain('15.00')
      expect(shared.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    }
    expect(kept.headers.get('etag')).toBe(anonymous.headers.get('etag')?.replace('W/', ''))
    expect(http.pages.find(path, Date.now())?.body.toString()).not.toContain('15.00')
  })

  test('a browser that kept the public page is not told that it is still good', async () => {
    const { headers } = await ask('/p/teapot')
    const asked = { 'if-none-match': headers.get('etag')?.replace('W/', '') ?? '' }
    expect((await http.get('/p/teapot', asked)).status).toBe(304)
    const own = await http.get('/p/teapot', { ...asked, cookie: member })
    expect([own.status, own.html.includes('€15.00')]).toEqual([200, true])
  })

  test('order what is sorted by price, and what a price filter lets by', async () => {
    const titles = ({ html }: { html: string }) =>
      [...html.matchAll(/card__link"[^>]*>([^<]+)</g)].map(([, title]) => title)
    expect(titles(await ask('/c/tea?sort=price_up', member))).toEqual(['Teapot', 'Tea bowl'])
    expect(titles(await ask('/c/tea?sort=price_up'))).toEqual(['Tea bowl', 'Teapot'])
    expect(titles(await ask('/c/tea?to=16', member))).toEqual(['Teapot'])
    expect(titles(await ask('/c/tea?to=16'))).toEqual([])
  })

  test('follow a customer from one group to another, and end with the list', async () => {
    const { id, email } = await aCustomer(db)
    const cookie = `stoa_customer=${(await aSession(db, email, shop.clock)).token}`
    const shows = async (amount: string) => (await ask('/p/teapot', cookie)).html.includes(amount)
    expect(await shows('€20.00')).toBe(true)
    await done(db, (tx) =>
      saveCustomer(tx, { known: { id, version: 1 }, email, name: '', groupId: vip, actor: 'test' }),
    )
    expect(await shows('€15.00')).toBe(true)

    const [known] = await readLists(db, list)
    const words = { name: 'VIP', groupId: vip, startsAt: null, endsAt: null, id: list, actor: 'test' }
    await done(db, (tx) => changeList(tx, { ...words, active: false, version: known?.version ?? 0 }))
    expect(await shows('€20.00')).toBe(true)
    await done(db, (tx) => changeList(tx, { ...words, active: true, version: (known?.version ?? 0) + 1 }))
    expect(await shows('€15.00')).toBe(true)
  })

  test.each([
    ['a query', '/p/teapot?group=vip', {}],
    ['a query on a list', '/c/tea?group=vip&customerGroup=vip', {}],
    ['a header', '/p/teapot', { 'x-customer-group': 'vip' }],
    ['a cookie', '/p/teapot', { cookie: 'group=vip; stoa_customer=vip' }],
    ['an invented session', '/p/teapot', { cookie: `stoa_customer=${'A'.repeat(43)}` }],
    ['the group’s id as a session', '/p/teapot', () => ({ cookie: `stoa_customer=${vip}` })],
  ])('are not to be had by %s (A013)', async (_what, path, headers) => {
    const { status, html } = await http.get(path, typeof headers === 'function' ? headers() : headers)
    expect(status).toBe(200)
    expect(html).toContain('€20.00')
    expect(html).not.toContain('15.00')
  })

  test('are not to be had by a field of a form (A013)', async () => {
    const page = await shop.browser().send('/cart/lines', { variantId: teapot, quantity: '1', customerGroup: 'vip' })
    expect(page.status).toBe(422)
  })
})

test('a kept page of one market is never sent to another, nor of one currency (M15)', async () => {
  const us = await aPriceList(db, 'us')
  await done(db, (tx) => setPrices(tx, [{ priceListId: us, variantId: teapot, amount: 2400 }]))
  const amounts = async (path: string) => /[€$]\d+\.\d\d/.exec((await ask(path)).html)?.[0]
  for (let round = 0; round < 2; round++) {
    expect(await amounts('/p/teapot')).toBe('€20.00')
    expect(await amounts('/en-us/p/teapot')).toBe('$24.00')
    expect((await ask('/de/p/teapot')).html).toContain('20,00')
    expect((await ask('/en-us/p/teapot', member)).html).toContain('$24.00')
  }
})

describe('the cart', () => {
  const total = async (browser: ReturnType<TestStorefront['browser']>) => (await browser.get('/cart')).html

  test('takes over the group’s prices when its shopper signs in, and gives them back at the door', async () => {
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: teapot, quantity: '2' })
    expect(await total(browser)).toContain('€40.00')

    const [name = '', token = ''] = member.split('=')
    browser.cookies.set(name, token)
    const signedIn = await total(browser)
    expect(signedIn).toContain('€30.00')
    expect(signedIn).not.toContain('has changed')

    const out = await browser.send('/sign-out', {})
    expect(out.url).toBe('/')
    expect(browser.cookies.get('stoa_customer')).toBe('')
    expect(await total(browser)).toContain('€40.00')
    member = await cookieOf(vip)
  })

  test('that was there before becomes theirs with the click that signs in', async () => {
    const { id: customerId, email } = await aCustomer(db, { groupId: vip })
    const browser = shop.browser()
    await browser.send('/cart/lines', { variantId: teapot, quantity: '4' })
    await browser.send(`/sign-in/${await aLink(db, email, shop.clock)}`, {})
    const owned = await db.selectFrom('carts').select('id').where('customer_id', '=', customerId).execute()
    expect(owned).toHaveLength(1)
    expect(await total(browser)).toContain('€60.00')
  })

  test('of a customer who signs in later is known as theirs', async () => {
    const { email } = await aCustomer(db, { groupId: vip })
    const { token, customerId } = await aSession(db, email, shop.clock)
    const browser = shop.browser()
    browser.cookies.set('stoa_customer', token)
    expect((await browser.send('/cart/lines', { variantId: teapot, quantity: '3' })).html).toContain('€45.00')
    const owned = await db.selectFrom('carts').select('id').where('customer_id', '=', customerId).execute()
    expect(owned).toHaveLength(1)
  })
})

test('a list for everybody shows the old price, begins and ends by itself, and empties no cache by hand', async () => {
  const { variantIds, productId } = await aProduct(db, { slug: `jug-${newId()}`, variants: [{ price: 3000 }] })
  const [jug] = variantIds
  if (!jug) throw new Error('no jug')
  const { slug } = await db.selectFrom('products').select('slug').where('id', '=', productId).executeTakeFirstOrThrow()
  const startsAt = new Date(shop.clock.now().getTime() + 60_000)
  const endsAt = new Date(startsAt.getTime() + 60_000)
  await anExtraList(db, { name: 'Spring', startsAt, endsAt, prices: [[jug, 2500]] })
  const seen = async () => {
    const { html } = await shop.browser().get(`/p/${slug}`)
    return [html.includes('€25.00'), html.includes('price__was')]
  }
  expect(await seen()).toEqual([false, false])
  shop.clock.forward(60_000)
  expect(await seen()).toEqual([true, true])
  shop.clock.forward(60_000)
  expect(await seen()).toEqual([false, false])
})

test('the page shows what larger numbers cost, and the cart asks just that', async () => {
  const { variantIds, productId } = await aProduct(db, { variants: [{ price: 1000, stock: 100 }] })
  const [cup] = variantIds
  if (!cup) throw new Error('no cup')
  const { slug } = await db.selectFrom('products').select('slug').where('id', '=', productId).executeTakeFirstOrThrow()
  const tiers = [
    { fromQuantity: 1, amount: 1000 },
    { fromQuantity: 10, amount: 800 },
  ]
  await listPrices(db, await aPriceList(db), [[cup, tiers]])
  const { html } = await shop.browser().get(`/p/${slug}`)
  expect(html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('10+ €8.00 each')

  const browser = shop.browser()
  const nine = await browser.send('/cart/lines', { variantId: cup, quantity: '9' })
  expect(nine.html).toContain('€90.00')
  const ten = await browser.submit(nine, `/cart/lines/${cup}`, { quantity: '10' })
  expect(ten.html).toContain('€80.00')
  const back = await browser.submit(ten, `/cart/lines/${cup}`, { quantity: '9' })
  expect(back.html).toContain('€90.00')
  for (const page of [nine, ten, back]) expect(page.html).not.toMatch(/notice--plain[^]*€8\.00/)
  expect((await aMarket(db)).currency).toBe('EUR')
})
