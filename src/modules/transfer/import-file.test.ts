import { createHash } from 'node:crypto'

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { saveProduct } from '#modules/catalog'
import { resolveRedirect } from '#modules/content'
import { productInput } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop } from '#testing/orders'
import { catalogHash } from './catalog-hash.ts'
import { importFile, type ImportOptions } from './index.ts'
import { aFile, csvOf, offline } from './reading.test-support.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))

async function imported(content: string, options: Partial<ImportOptions> = {}) {
  const file = await aFile(content)
  try {
    return await importFile(offline(db), { path: file.path, apply: true, ...options })
  } finally {
    await file.remove()
  }
}

const row = (handle: string, words: Record<string, string> = {}) => ({
  Handle: handle,
  Title: `The ${handle}`,
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant SKU': handle.toUpperCase(),
  'Variant Inventory Tracker': 'shopify',
  'Variant Inventory Qty': '3',
  'Variant Price': '10.00',
  ...words,
})

const slugs = async (like: string): Promise<string[]> =>
  (await db.selectFrom('products').select('slug').where('slug', 'like', like).orderBy('slug').execute()).map(
    (each) => each.slug,
  )

test('a dry run writes nothing and says what would be', async () => {
  const before = await catalogHash(db)
  const report = await imported(csvOf([row('dry-a'), row('dry-b', { Type: 'Dry things' })]), { apply: false })
  expect(report).toMatchObject({ applied: false, finished: true, outcome: { created: 2, failed: 0 } })
  expect(await catalogHash(db)).toBe(before)
  expect(await db.selectFrom('import_runs').select('id').execute()).toEqual([])
})

test('prices, stock and the old address of a product', async () => {
  await imported(csvOf([row('addressed')]), { market: 'us' })
  const stored = await db
    .selectFrom('products as p')
    .innerJoin('variants as v', 'v.product_id', 'p.id')
    .innerJoin('prices', 'prices.variant_id', 'v.id')
    .innerJoin('price_lists as l', 'l.id', 'prices.price_list_id')
    .innerJoin('stock_levels as s', 's.variant_id', 'v.id')
    .select(['v.sku', 'prices.amount', 'l.code', 's.on_hand', 's.policy'])
    .where('p.slug', '=', 'addressed')
    .execute()
  expect(stored).toEqual([{ sku: 'ADDRESSED', amount: 1000, code: 'us', on_hand: 3, policy: 'deny' }])
  expect(await resolveRedirect(db, '/products/addressed')).toBe('/p/addressed')
})

test('a changed price changes that product alone', async () => {
  const rows = [row('steady'), row('moving')]
  await imported(csvOf(rows))
  const report = await imported(csvOf([row('steady'), row('moving', { 'Variant Price': '11' })]))
  expect(report.outcome).toEqual({ created: 0, changed: 1, unchanged: 1, failed: 0 })
})

test('what the merchant renamed here keeps its name there', async () => {
  await imported(csvOf([row('kept')]))
  const found = await db.selectFrom('products').select('id').where('slug', '=', 'kept').executeTakeFirstOrThrow()
  await db.transaction().execute(async (tx) => {
    const product = productInput({ slug: 'kept-well', title: 'The kept' })
    await saveProduct(tx, { id: found.id as never, product, actor: 'test' })
  })
  await imported(csvOf([row('kept')]))
  expect(await slugs('kept%')).toEqual(['kept-well'])
})

test('odd rows are left out and named, and nothing of them is half there', async () => {
  const report = await imported(
    csvOf([
      row('fine-one'),
      row('odd-price', { 'Variant Price': 'ten', Type: 'Never made' }),
      row('untitled', { Title: '' }),
      row('fine-two', { 'Variant SKU': 'FINE-ONE' }),
    ]),
  )
  expect(report.outcome).toEqual({ created: 2, changed: 0, unchanged: 0, failed: 2 })
  expect(report.problems.list.map(({ line, column, severity }) => [line, column, severity])).toEqual([
    [3, 'Variant Price', 'error'],
    [4, '', 'error'],
    [5, '', 'warning'],
  ])
  expect(await slugs('odd-price')).toEqual([])
  expect(await db.selectFrom('categories').select('id').where('title', '=', 'Never made').execute()).toEqual([])
  expect(
    await db.selectFrom('redirects').select('from_path').where('from_path', '=', '/products/untitled').execute(),
  ).toEqual([])
})

test('a value that only the database refuses costs its own product', async () => {
  const report = await imported(csvOf([row('neighbor-a'), row('too-long', { Tags: noise(20_000) }), row('neighbor-b')]))
  expect(report.outcome).toMatchObject({ created: 2, failed: 1 })
  expect(report.problems.list[0]).toMatchObject({ line: 3, severity: 'error' })
  expect(await slugs('neighbor-%')).toEqual(['neighbor-a', 'neighbor-b'])
})

/** Text that does not compress: an index cannot hold it. */
const noise = (length: number): string =>
  Array.from({ length: length / 40 }, (_, at) =>
    createHash('sha256').update(String(at)).digest('base64url').slice(0, 40),
  ).join('')

test('a stopped import goes on where it was', async () => {
  const content = csvOf(Array.from({ length: 120 }, (_, at) => row(`resumed-${String(at).padStart(3, '0')}`)))
  const stop = new AbortController()
  const file = await aFile(content)
  const stopped = await importFile(offline(db), {
    path: file.path,
    apply: true,
    signal: stop.signal,
    onProgress: ({ phase, done }) => {
      if (phase === 'products' && done >= 50) stop.abort()
    },
  })
  expect(stopped).toMatchObject({ finished: false, outcome: { created: 100 } })

  const rest = await importFile(offline(db), { path: file.path, apply: true })
  expect(rest).toMatchObject({
    finished: true,
    resumedAt: 100,
    outcome: { created: 120, unchanged: 0 },
    counts: { products: 120 },
  })
  expect(await slugs('resumed-%')).toHaveLength(120)
  await file.remove()
})

test('a process that dies in the middle leaves whole products and a place to go on', async () => {
  const content = csvOf(Array.from({ length: 120 }, (_, at) => row(`killed-${String(at).padStart(3, '0')}`)))
  const file = await aFile(content)
  const dying = importFile(offline(db), {
    path: file.path,
    apply: true,
    onProgress: ({ phase, done }) => {
      if (phase === 'products' && done >= 100) throw new Error('killed')
    },
  })
  await expect(dying).rejects.toThrow('killed')
  expect(await slugs('killed-%')).toHaveLength(100)
  const rest = await importFile(offline(db), { path: file.path, apply: true })
  expect(rest).toMatchObject({ resumedAt: 100, finished: true, counts: { products: 120, variants: 120 } })
  expect(await slugs('killed-%')).toHaveLength(120)
  await file.remove()
})

test('two processes do not import the same file past each other', async () => {
  const file = await aFile(csvOf(Array.from({ length: 300 }, (_, at) => row(`both-${at}`))))
  const outcomes = await Promise.allSettled([1, 2].map(() => importFile(offline(db), { path: file.path, apply: true })))
  expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true)
  const last = await importFile(offline(db), { path: file.path, apply: true })
  expect(last.counts.products).toBe(300)
  expect(await slugs('both-%')).toHaveLength(300)
  await file.remove()
})

test('stock that orders hold is not taken from them', async () => {
  await imported(csvOf([row('held')]))
  await command(db, async (tx) => {
    const variant = await tx.selectFrom('variants').select('id').where('sku', '=', 'HELD').executeTakeFirstOrThrow()
    const { reserve } = await import('#modules/inventory')
    const orderId = '01890000-0000-7000-8000-000000000001' as never
    const lines = [{ variantId: variant.id as never, quantity: 2 }]
    const held = await reserve(tx, { orderId, lines, holdSeconds: null, actor: 'test' })
    return held.ok ? ok(null) : held
  })
  const report = await imported(csvOf([row('held', { 'Variant Inventory Qty': '1' })]))
  expect(report.problems.list[0]?.message).toContain('Orders hold more than 1')
  expect(report.outcome).toMatchObject({ unchanged: 1, failed: 0 })
})

test('whatever a file holds, applying it names its problems and never throws', async () => {
  const text = fc.oneof(
    fc.constantFrom('a', 'b', 'A b', '1', '9.99', 'Red', 'x > y', '\0', ' '),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const names = [
    'Handle',
    'Title',
    'Body (HTML)',
    'Vendor',
    'Type',
    'Tags',
    'Option1 Name',
    'Option1 Value',
    'Variant SKU',
    'Variant Price',
    'Variant Inventory Qty',
    'Image Src',
    'SEO Title',
    'Tone (product.metafields.own.tone)',
    'Variant HS Code',
    'Country of origin',
  ]
  const file = fc.array(fc.tuple(...names.map(() => text)), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(file, async (rows) => {
      const report = await imported(
        csvOf(rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])))),
      )
      expect(report.finished).toBe(true)
    }),
    { numRuns: 25 },
  )
})
