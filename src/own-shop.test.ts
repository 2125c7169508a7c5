import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { closeImages } from '#platform/images'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { everyFace, type EveryFace } from '#testing/every-face'
import { aCart, aPaidOrder, aPlacedOrder } from '#testing/orders'
import { emptyDemoShop } from '../demo/index.ts'
import type { OrderDetail, Page, ProductScreen } from './admin-api/types.ts'

const { db, pool } = testDb()
const shop: { now?: EveryFace } = {}
const theShop = (): EveryFace => {
  if (!shop.now) throw new Error('not open yet')
  return shop.now
}

beforeAll(async () => {
  shop.now = await everyFace(db, { emptyDemo: () => emptyDemoShop({ db }) })
})
afterAll(closeImages)

const own = { host: 'shop.test', origin: 'http://shop.test' }

async function desk(method: string, path: string, sent?: unknown): Promise<Response> {
  const { whole, cookie } = theShop()
  const isPicture = Buffer.isBuffer(sent)
  const type = isPicture ? 'application/octet-stream' : 'application/json'
  const body = sent === undefined ? {} : { body: isPicture ? new Uint8Array(sent) : JSON.stringify(sent) }
  const headers = { ...own, cookie, ...(sent === undefined ? {} : { 'content-type': type }) }
  return whole.request(`http://shop.test/admin/api${path}`, { method, headers, ...body })
}

const told = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
  (await desk(method, path, body)).json() as Promise<T>

const page = async (path: string): Promise<{ status: number; html: string }> => {
  const answer = await theShop().whole.request(`http://shop.test${path}`)
  return { status: answer.status, html: await answer.text() }
}

const counted = async (table: string): Promise<number> => {
  const { rows } = await pool.query<{ count: string }>(`select count(*) from ${table}`)
  return Number(rows[0]?.count)
}

const ofTheTrial = [
  'products',
  'variants',
  'prices',
  'stock_levels',
  'reservations',
  'media',
  'categories',
  'collections',
  'carts',
  'cart_lines',
  'checkouts',
  'orders',
  'order_lines',
  'payments',
  'refunds',
  'fulfillments',
  'mails',
  'pages',
]

/** Orders in every state, a cart that is being filled, mails. */
async function trade(): Promise<void> {
  const { known, deps, sandbox, clock } = theShop()
  const trading = { ...deps.orders, db, clock, sandbox }
  const [{ variant_id: variantId } = { variant_id: '' }] = await db
    .selectFrom('cart_lines')
    .select('variant_id')
    .execute()
  expect(variantId).toBe(known['variantId'])
  const lines = [[variantId, 1]] as unknown as NonNullable<Parameters<typeof aCart>[1]>['lines']
  await aCart(db, { ...(lines && { lines }) })
  await aPlacedOrder(trading, { ...(lines && { lines }) })
  const shipped = await aPaidOrder(trading, { ...(lines && { lines }) })
  const { lines: ordered } = await told<OrderDetail>('GET', `/orders/${shipped}`)
  const parcel = { lines: ordered.map(({ id, quantity }) => ({ lineId: id, quantity })), carrier: 'DHL' }
  const sent = await desk('POST', `/orders/${shipped}/fulfill`, { ...parcel, trackingNumber: '1', trackingUrl: '' })
  expect([sent.status, await sent.text()]).toEqual([200, expect.anything()])
  const canceled = await aPaidOrder(trading, { ...(lines && { lines }) })
  expect((await desk('POST', `/orders/${canceled}/cancel`, { reason: 'customer', restock: true })).status).toBe(200)
  await pool.query(
    `insert into mails (id, kind, event_id, order_id, to_email, language, subject, html, text, state)
     select gen_random_uuid(), 'confirmation', row_number() over (), id, 'ada@example.com', 'en', 'a', 'b', 'c', 'kept' from orders`,
  )
}

describe('a merchant who is done with trying', () => {
  test('cannot empty a shop that is not the demo, and is told so', async () => {
    const answer = await desk('POST', '/demo/empty', { confirm: true })
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'not_the_demo' }])
    expect(await counted('products')).toBeGreaterThan(0)
  })

  test('empties the demo with all that was traded in it', async () => {
    await done(db, async (tx) => ok(await saveSetting(tx, 'demo', { since: new Date().toISOString(), filled: true })))
    await trade()
    for (const table of ofTheTrial) expect([table, await counted(table)]).not.toEqual([table, 0])

    expect((await desk('POST', '/demo/empty', { confirm: true })).status).toBe(200)
    for (const table of ofTheTrial) expect([table, await counted(table)]).toEqual([table, 0])
    expect((await desk('POST', '/demo/empty', { confirm: true })).status).toBe(409)
  })

  test('has a shop that opens without a single product', async () => {
    await theShop().refresh()
    for (const path of [
      '/',
      '/de',
      '/en-us',
      '/search',
      '/search?q=mug',
      '/search/suggest?q=mug',
      '/cart',
      '/checkout',
    ])
      expect([path, (await page(path)).status]).toEqual([path, path === '/checkout' ? 303 : 200])
    expect((await page('/c/cups')).status).toBe(404)
    expect((await page('/sitemap.xml')).html).toContain('/sitemaps/pages.xml')
    const sitemap = await page('/sitemaps/pages.xml')
    expect([sitemap.status, sitemap.html]).toEqual([200, expect.not.stringMatching(/cups|gifts|about/)])
    expect((await page('/sitemaps/products-1.xml')).status).toBe(200)
    for (const path of ['/orders', '/products', '/mails'])
      expect(await told<Page<unknown>>('GET', path)).toMatchObject({ rows: [], total: 0 })
    expect(await told('GET', `/home?midnight=${new Date().toISOString()}`)).toMatchObject({ latest: [] })
    expect(await told('GET', '/shop')).toMatchObject({ isDemo: false, toShip: 0 })
    expect(theShop().faults).toEqual([])
  })
})

const aPicture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'a secret place' } })
    .toBuffer()

type Kept = { mediaId: string; hash: string }

describe('pictures from the desk', () => {
  test('are shown on the product page, in their order, with their words', async () => {
    const [front, back] = [await aPicture('#884422'), await aPicture('#224488')]
    const media: Kept[] = [await told<Kept>('POST', '/media', front), await told<Kept>('POST', '/media', back)]
    expect(media).toMatchObject(media.map(() => ({ hash: expect.stringMatching(/^[\w-]{22}$/) })))

    const { id } = await told<{ id: string }>('POST', '/products', { title: 'Oak tray' })
    const screen = await told<ProductScreen>('GET', `/products/${id}`)
    const { id: _id, publishedAt: _publishedAt, options: _options, variants, ...fields } = screen.product
    const [list] = screen.priceLists
    const price = { priceListId: list?.id, amount: 4900, compareAtAmount: null, saleAmount: null }
    const prices = [{ ...price, saleStartsAt: null, saleEndsAt: null }]
    const alts = ['From behind', 'From the front']
    const saved = await desk('PUT', `/products/${id}`, {
      ...fields,
      status: 'active',
      media: media.toReversed().map(({ mediaId }, index) => ({ mediaId, alt: alts[index] })),
      variants: variants.map(({ id: variantId, sku, gtin, weightGrams }) => ({
        id: variantId,
        sku,
        gtin,
        weightGrams,
        prices,
      })),
    })
    expect([saved.status, await saved.json()]).toMatchObject([
      200,
      { product: { media: [{ alt: alts[0] }, { alt: alts[1] }] } },
    ])

    await theShop().refresh()
    const { status, html } = await page('/p/oak-tray')
    expect(status).toBe(200)
    expect(html.indexOf(`alt="${alts[0]}"`)).toBeGreaterThan(0)
    expect(html.indexOf(`alt="${alts[1]}"`)).toBeGreaterThan(html.indexOf(`alt="${alts[0]}"`))
    const [address = ''] = new RegExp(`/media/${media[1]?.hash}-\\d+\\.webp`).exec(html) ?? []
    const file = await theShop().whole.request(`http://shop.test${address}`)
    const bytes = Buffer.from(await file.arrayBuffer())
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  })

  test('that are none are refused in words', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const cut = (await aPicture('#884422')).subarray(0, 300)
    for (const bytes of [svg, cut, Buffer.from('no picture'), Buffer.alloc(0), Buffer.alloc(20_000)]) {
      const answer = await desk('POST', '/media', bytes)
      const { problems } = (await answer.json()) as { problems: { message: string }[] }
      expect([bytes.length, answer.status, problems[0]?.message.length]).toEqual([
        bytes.length,
        422,
        expect.any(Number),
      ])
    }
    expect((await desk('POST', '/media', Buffer.alloc(30_000_001))).status).toBe(413)
    expect(await counted('media')).toBe(2)
    expect(theShop().faults).toEqual([])
  })
})
