import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Writable } from 'node:stream'

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { mediaFile } from '#platform/images'
import { registerMedia, saveAttribute, saveCategory, saveCollection } from '#modules/catalog'
import { addRedirect } from '#modules/content'
import { testDb } from '#testing/db'
import { anOpenShop } from '#testing/orders'
import { catalogHash } from './catalog-hash.ts'
import { exportCatalog, importFile, putProduct, type ProductRecord } from './index.ts'
import { aFile, offline } from './reading.test-support.ts'
import { joined, parted } from './stoa/lists.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))

const hashes = ['a', 'b', 'c'].map((letter) => letter.repeat(22))

const mug: ProductRecord = {
  keys: ['mug'],
  line: 0,
  slug: 'mug',
  title: 'Mug, "tall"',
  descriptionHtml: '<p>Line one<br />line two</p>\n<p>=1+1; a | b \\ c</p>',
  vendor: 'Kiln',
  type: 'Mugs',
  tags: ['tea | coffee', 'a, b'],
  status: 'active',
  published: new Date('2024-05-01T08:00:00.123Z'),
  taxClass: 'reduced',
  giftCard: true,
  seoTitle: 'Tall',
  seoDescription: 'A mug.',
  categories: [{ path: ['Home', 'Kitchen'] }, { path: ['Gifts'] }],
  attributes: [
    { code: 'volume', name: 'Volume', values: ['350'] },
    { code: 'care', name: 'Care', values: ['by hand', 'dish\\washer | cold'] },
  ],
  options: ['Size', 'Color', 'Handle', 'Glaze'].map((name) => ({
    name,
    values: [{ value: `${name} 9" | \\`, swatch: '#ff0000' }, { value: `${name} two` }],
  })),
  variants: [0, 1].map((at) => ({
    line: 0,
    options: ['Size', 'Color', 'Handle', 'Glaze'].map((name) => (at === 0 ? `${name} 9" | \\` : `${name} two`)),
    sku: `MUG-${at}`,
    gtin: '4006381333931',
    mpn: 'K-1',
    weightGrams: 350,
    lengthMm: 80,
    widthMm: 90,
    heightMm: 120,
    hsCode: '6912.00',
    originCountry: 'PT',
    requiresShipping: at === 0,
    taxable: at === 0,
    prices: {
      eu: { amount: 1990, compareAtAmount: 2500 },
      us: {
        amount: 2400,
        saleAmount: 2000,
        saleStartsAt: new Date('2024-06-01T00:00:00Z'),
        saleEndsAt: new Date('2024-07-01T12:30:00Z'),
      },
      no: { amount: 24_900, saleAmount: 19_900 },
    },
    stock: at === 0 ? { onHand: -2, policy: 'continue' as const } : { onHand: 4, policy: 'untracked' as const },
    pictures: [`media:${hashes[1]}`],
  })),
  pictures: [
    { source: `media:${hashes[0]}`, alt: 'front' },
    { source: `media:${hashes[1]}`, alt: 'side, "left"' },
  ],
  redirects: ['/products/mug', '/shop/mug|old'],
}

const plain: ProductRecord = {
  keys: ['bowl'],
  line: 0,
  slug: 'bowl',
  title: 'Bowl',
  status: 'draft',
  published: false,
  variants: [{ line: 0, options: [], prices: {} }],
  redirects: [],
}

async function fill(): Promise<void> {
  await command(db, async (tx) => {
    for (const hash of hashes)
      await registerMedia(tx, {
        hash,
        width: 1200,
        height: 800,
        widths: [160, 320],
        color: '#aabbcc',
        sourceUrl: `https://img.example/${hash.slice(0, 3)}.jpg`,
      })
    await saveAttribute(tx, {
      code: 'volume',
      name: 'Volume',
      type: 'number',
      unit: 'ml',
      filterable: true,
      position: 3,
    })
    for (const record of [mug, plain]) {
      const put = await putProduct(tx, record, { system: 'test', actor: 'test', now: new Date() })
      if (put.state === 'refused') throw new Error(put.refusal.code)
    }
    const media = await tx
      .selectFrom('media')
      .select('id')
      .where('hash', '=', hashes[2] ?? '')
      .executeTakeFirstOrThrow()
    const category = {
      parentId: null,
      title: 'Empty',
      slug: 'empty',
      descriptionHtml: '<p>Nothing</p>',
      seoTitle: 'E',
      position: 7,
      mediaId: media.id as never,
    }
    await saveCategory(tx, { category, actor: 'test' })
    const products = await tx.selectFrom('products').select('id').orderBy('slug', 'desc').execute()
    const collection = {
      title: 'Summer',
      publishedAt: new Date('2024-05-05T05:05:05Z'),
      productIds: products.map((each) => each.id as never),
    }
    await saveCollection(tx, { collection, actor: 'test' })
    await addRedirect(tx, '/old/about', { kind: 'path', path: '/pages/about' })
    return ok(null)
  })
}

async function exported(file: string): Promise<void> {
  await exportCatalog(db, createWriteStream(file))
}

async function empty(): Promise<void> {
  await sql`truncate products, categories, collections, attributes, media, external_refs, redirects, import_runs cascade`.execute(
    db,
  )
}

test('export, empty, import: the same catalog, also without the rows of its pictures', async () => {
  await fill()
  const before = await catalogHash(db)
  const file = await aFile('')
  const deps = { ...offline(db), mediaFolder: path.join(path.dirname(file.path), 'media') }
  for (const name of hashes.flatMap((hash) => [`${hash}-160.webp`, `${hash}-320.webp`])) {
    const place = mediaFile(deps.mediaFolder, name)?.path ?? ''
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, '')
  }
  await exported(file.path)
  const again = await importFile(deps, { path: file.path, apply: true })
  expect(again.problems.list).toEqual([])
  expect(again.outcome).toEqual({ created: 0, changed: 0, unchanged: 2, failed: 0 })

  await empty()
  expect(await catalogHash(db)).not.toBe(before)
  const back = await importFile(deps, { path: file.path, apply: true })
  expect(back.problems.list).toEqual([])
  expect(back).toMatchObject({ system: 'stoa', outcome: { created: 2 } })
  expect(await catalogHash(db)).toBe(before)
  await file.remove()
})

test('the hash sees every change', async () => {
  const before = await catalogHash(db)
  for (const change of [
    sql`update stock_levels set on_hand = on_hand + 1 where policy = 'untracked'`,
    sql`update prices set compare_at_amount = 3000 where amount = 1990`,
    sql`update product_media set alt = 'back' where alt = 'front'`,
    sql`update categories set position = position + 1 where slug = 'empty'`,
    sql`update redirects set from_path = '/older/about' where from_path = '/old/about'`,
  ]) {
    const hash = await db.transaction().execute(async (tx) => {
      await change.execute(tx)
      return catalogHash(tx)
    })
    expect(hash).not.toBe(before)
  }
})

test('a file that cannot be written ends the export', async () => {
  const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
  await expect(exportCatalog(db, broken)).rejects.toThrow('disk full')
})

test('lists in a cell come back as they were', () => {
  const texts = ['a', 'b | c', 'back\\slash', '|', '\\', 'x\\|y']
  expect(parted(joined(texts))).toEqual(texts)
  expect(parted('')).toEqual([])
})
