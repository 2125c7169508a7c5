import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kernel/clock'
import { command } from '#platform/db'
import { closeImages } from '#platform/images'
import { demoSettings, readSetting, saveSetting } from '#modules/market'
import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import { choicesOf } from './catalog.ts'
import { demoIsDue, emptyDemoShop, fillDemoShop, makeLargeCatalog } from './index.ts'
import { forTrade } from './offers.ts'
import { demoCategories, demoCollections, demoProducts } from './products/index.ts'
import { openStudio } from './pictures/studio.ts'

const { db } = testDb()
const folder: { media: string } = { media: '' }

beforeAll(async () => {
  folder.media = await mkdtemp(path.join(os.tmpdir(), 'stoa-demo-'))
})
afterAll(async () => {
  closeImages()
  await rm(folder.media, { recursive: true, force: true })
})

/** A studio that paints each picture in one color of its own: these tests are about the shop. */
const thumbnails = () => ({
  draw: (name: string): Promise<Buffer> => {
    const [r = 0, g = 0, b = 0] = createHash('sha256').update(name).digest()
    return sharp({ create: { width: 16, height: 20, channels: 3, background: { r, g, b } } })
      .png()
      .toBuffer()
  },
  close: async () => {},
})

const deps = () => ({ db, mediaFolder: folder.media, clock: systemClock, studio: thumbnails })

const tables = [
  'products',
  'variants',
  'prices',
  'stock_levels',
  'media',
  'product_media',
  'categories',
  'collections',
  'pages',
  'tax_rates',
  'shipping_methods',
  'events',
  'price_history',
  'stock_movements',
  'promotions',
  'coupons',
  'price_lists',
  'customer_groups',
] as const

async function counts(): Promise<Record<string, number>> {
  const pairs = tables.map(async (table) => {
    const row = await db
      .selectFrom(table)
      .select((the) => the.fn.countAll<number>().as('count'))
      .executeTakeFirst()
    return [table, row?.count ?? 0] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

const tradeVariants = (): number =>
  demoProducts
    .filter(({ slug }) => forTrade.includes(slug))
    .reduce((sum, product) => sum + choicesOf(product).length, 0)

test('an empty shop is filled, and a second filling changes nothing', { timeout: 240_000 }, async () => {
  expect(await demoIsDue(db)).toBe(true)
  const steps: number[] = []
  await fillDemoShop(deps(), (done) => steps.push(done))
  const filled = await counts()
  const variants = demoProducts.reduce((sum, product) => sum + choicesOf(product).length, 0)
  expect(filled).toMatchObject({
    products: demoProducts.length,
    variants,
    // Beside the markets' ordinary prices, two for each variant that the trade pays less for.
    prices: variants * 5 + 2 * tradeVariants(),
    promotions: 3,
    coupons: 1,
    price_lists: 6,
    customer_groups: 1,
    stock_levels: variants,
    categories: demoCategories.length,
    collections: demoCollections.length,
    pages: 3,
  })
  expect(steps.at(-1)).toBe(filled['product_media'])
  const welcome = await db.selectFrom('promotions').select('first_order_only').where('by_code', '=', true).execute()
  expect(welcome).toEqual([{ first_order_only: true }])
  expect(await demoIsDue(db)).toBe(false)

  await fillDemoShop(deps())
  expect(await counts()).toEqual({ ...filled, events: expect.any(Number) })
})

test('emptying leaves a clean shop that can sell tomorrow', { timeout: 60_000 }, async () => {
  expect(await emptyDemoShop({ db })).toEqual({ ok: true, value: null })
  const left = await counts()
  expect(left).toMatchObject({ products: 0, variants: 0, media: 0, categories: 0, collections: 0, pages: 0, prices: 0 })
  expect(left).toMatchObject({ promotions: 0, coupons: 0, price_lists: 5 })
  expect(left['tax_rates']).toBeGreaterThan(0)
  expect(left['shipping_methods']).toBeGreaterThan(0)
  expect(await demoIsDue(db)).toBe(false)
  expect(await readSetting(db, 'demo', demoSettings)).toBeNull()
})

test('a shop that is not the demo is never emptied', async () => {
  expect(await emptyDemoShop({ db })).toEqual({ ok: false, refusal: { code: 'not_the_demo' } })
})

test('a filling that was cut off is still due', async () => {
  await command(db, async (tx) =>
    ok(await saveSetting(tx, 'demo', { since: '2026-01-01T00:00:00.000Z', filled: false })),
  )
  expect(await demoIsDue(db)).toBe(true)
})

test('a large catalog has what its numbers say', { timeout: 120_000 }, async () => {
  await makeLargeCatalog({ ...deps() }, { products: 30, variantsEach: 3 })
  expect(await counts()).toMatchObject({ products: 30, variants: 90, prices: 450, stock_levels: 90, product_media: 60 })
})

test('the studio draws in threads what the program draws', { timeout: 120_000 }, async () => {
  const studio = openStudio()
  const bytes = await studio.draw('color-pencils')
  await studio.close()
  expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  await expect(openAndFail()).rejects.toThrow('no such picture')
})

async function openAndFail(): Promise<Buffer> {
  const studio = openStudio()
  try {
    return await studio.draw('nothing')
  } finally {
    await studio.close()
  }
}
