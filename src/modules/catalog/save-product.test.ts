import { expect, test } from 'vitest'

import { newId, type ProductId, type VariantId } from '#kernel/id'
import { changesSince } from '#platform/cache-changes'
import { command } from '#platform/db'
import { aCategory, aPicture, aProduct, aVariant, done, productInput, variantInput } from '#testing/builders'
import { testDb } from '#testing/db'
import { resolveRedirect } from '#modules/content'
import { reserve } from '#modules/inventory'
import { saveAttribute, saveProduct, type ProductInput } from './index.ts'

const { db } = testDb()
const save = (product: ProductInput, id?: ProductId) =>
  command(db, (tx) => saveProduct(tx, { id, product, actor: 'anna' }))

const eventsOf = (id: string) => db.selectFrom('events').select('data').where('subject_id', '=', id).execute()
const variantsOf = (id: string) =>
  db.selectFrom('variants').selectAll().where('product_id', '=', id).orderBy('position').execute()

const sizes = (...values: string[]) => values.map((value) => variantInput({ options: [value], sku: null }))

test('saving the same product again writes nothing', async () => {
  await done(db, (tx) => saveAttribute(tx, { code: 'glaze', name: 'Glaze', type: 'text' }))
  await done(db, (tx) => saveAttribute(tx, { code: 'volume', name: 'Volume', type: 'number', unit: 'ml' }))
  const picture = await aPicture(db)
  const product = productInput({
    slug: 'the-whole-mug',
    tags: ['New', 'kitchen', 'New'],
    categoryIds: [await aCategory(db), await aCategory(db)],
    attributes: [
      { code: 'volume', values: ['350'] },
      { code: 'glaze', values: ['matt', 'celadon'] },
    ],
    media: [{ mediaId: await aPicture(db), alt: 'A mug' }],
    descriptionHtml: '<h1>Mug</h1><p onclick="x()">Good & plain<script>alert(1)</script></p>',
    variants: [
      { options: ['S', 'Blue'], sku: 'WHOLE-S', gtin: '4006381333931', mediaIds: [picture] },
      { options: ['L', 'Blue'], sku: 'WHOLE-L', originCountry: 'pt', hsCode: '6912.00' },
    ],
  })

  const first = await done(db, (tx) => saveProduct(tx, { product, actor: 'anna' }))
  const again = await done(db, (tx) => saveProduct(tx, { id: first.productId, product, actor: 'anna' }))

  expect(again).toEqual({ ...first, changed: false })
  expect(await eventsOf(first.productId)).toHaveLength(1)
  const row = await db.selectFrom('products').selectAll().where('id', '=', first.productId).executeTakeFirstOrThrow()
  expect([row.version, row.description_html]).toEqual([1, '<h2>Mug</h2><p>Good &amp; plain</p>'])
})

test('a variant keeps its id when sizes are added, reordered, renamed or get a second option', async () => {
  const { productId, variantIds } = await aProduct(db, { variants: sizes('S', 'M') })
  const [small, medium] = variantIds

  const more = await save(productInput({ variants: sizes('M', 'XL', 'S') }), productId)
  const renamed = await save(productInput({ variants: sizes('Medium', 'XL', 'Small') }), productId)
  const twoOptions = await save(
    productInput({
      variants: ['Medium', 'XL', 'Small'].map((size) => ({ options: [size, 'Clay'], sku: `CLAY-${size}` })),
    }),
    productId,
  )
  const bySku = await save(productInput({ variants: [{ options: ['Tiny', 'Stone'], sku: 'CLAY-Small' }] }), productId)

  expect(more).toMatchObject({ ok: true, value: { variants: [{ variantId: medium }, {}, { variantId: small }] } })
  expect(renamed).toMatchObject({ ok: true, value: { variants: [{ variantId: medium }, {}, { variantId: small }] } })
  expect(twoOptions).toMatchObject({ ok: true, value: { variants: [{ variantId: medium }, {}, { variantId: small }] } })
  expect(bySku).toMatchObject({ ok: true, value: { variants: [{ variantId: small }] } })
  expect(await variantsOf(productId)).toMatchObject([{ id: small, option_key: '["Tiny","Stone"]' }])
})

test('two variants may swap their SKUs', async () => {
  const swap = (a: string, b: string) =>
    productInput({
      variants: [
        { options: ['S'], sku: a },
        { options: ['L'], sku: b },
      ],
    })
  const first = await done(db, (tx) => saveProduct(tx, { product: swap('ONE', 'TWO'), actor: 'anna' }))

  const swapped = await save(swap('TWO', 'ONE'), first.productId)

  expect(swapped).toMatchObject({ ok: true, value: { changed: true, variants: first.variants } })
  expect((await variantsOf(first.productId)).map(({ sku }) => sku)).toEqual(['TWO', 'ONE'])
})

test('a variant that was ordered is kept out of sight and comes back as itself; another is deleted', async () => {
  const { productId, variantIds } = await aProduct(db, { variants: sizes('S', 'M', 'L') })
  const [, medium, large] = variantIds
  if (!large) throw new Error('no large one')
  await rememberedInAnOrder(large)

  await save(productInput({ variants: sizes('S') }), productId)
  const left = await variantsOf(productId)
  const back = await save(productInput({ variants: sizes('S', 'M', 'L') }), productId)

  expect(left.map(({ id, archived_at }) => [id, archived_at !== null])).toEqual([
    [variantIds[0], false],
    [large, true],
  ])
  expect(back).toMatchObject({ ok: true, value: { variants: [{}, {}, { variantId: large }] } })
  expect((await variantsOf(productId)).every((variant) => variant.archived_at === null)).toBe(true)
  expect((await variantsOf(productId)).map(({ id }) => id)).not.toContain(medium)
})

/** What placing an order leaves behind, as far as the catalog looks at it. */
async function rememberedInAnOrder(variantId: VariantId): Promise<void> {
  const lines = [{ variantId, quantity: 1 }]
  await done(db, (tx) => reserve(tx, { orderId: newId<'order'>(), lines, holdSeconds: null, actor: 'shopper' }))
}

test('old addresses lead to where the product is now, without chains', async () => {
  const { productId } = await aProduct(db, { slug: 'cup' })
  const rename = (slug: string) => save(productInput({ slug }), productId)

  await rename('mug')
  await rename('beaker')
  expect(await resolveRedirect(db, '/p/cup')).toBe('/p/beaker')
  expect(await resolveRedirect(db, '/p/mug/')).toBe('/p/beaker')

  await rename('cup')
  expect(await resolveRedirect(db, '/p/cup')).toBeNull()
  expect(await resolveRedirect(db, '/p/mug')).toBe('/p/cup')
})

test('an old address is given to another only when the merchant says so', async () => {
  const { productId } = await aProduct(db, { slug: 'jug', title: 'Jug' })
  await save(productInput({ slug: 'pitcher' }), productId)

  const sameTitle = await aProduct(db, { title: 'Jug' })
  expect(sameTitle.slug).toBe('jug-2')
  expect(await resolveRedirect(db, '/p/jug')).toBe('/p/pitcher')

  const said = await aProduct(db, { slug: 'jug' })
  expect(said.slug).toBe('jug')
  expect(await resolveRedirect(db, '/p/jug')).toBeNull()
})

test.each([
  ['no title', { title: ' ' }, { code: 'title_missing' }],
  ['an odd slug', { slug: 'Ä b' }, { code: 'slug_invalid', slug: 'Ä b' }],
  ['no variant', { variants: [] }, { code: 'variant_missing' }],
  ['a wrong check digit', { variants: [{ gtin: '4006381333932' }] }, { code: 'gtin_invalid', gtin: '4006381333932' }],
  ['a weight below nothing', { variants: [{ weightGrams: -1 }] }, { code: 'measure_invalid', options: [] }],
  [
    'the same SKU twice',
    {
      variants: [
        { options: ['S'], sku: 'A' },
        { options: ['M'], sku: 'A' },
      ],
    },
    { code: 'sku_duplicate', sku: 'A' },
  ],
  ['the same size twice', { variants: sizes('S', 'S') }, { code: 'variant_duplicate', options: ['S'] }],
  [
    'a size that is not offered',
    { options: [{ name: 'Size', values: [{ value: 'S' }] }], variants: sizes('M') },
    { code: 'variant_options', options: ['M'] },
  ],
  [
    'an unknown attribute',
    { attributes: [{ code: 'aura', values: ['1'] }] },
    { code: 'unknown_attribute', attribute: 'aura' },
  ],
  ['an unknown picture', { media: [{ mediaId: newId<'media'>(), alt: '' }] }, { code: 'unknown_media' }],
])('a product with %s is refused', async (_what, words, refusal) => {
  expect(await save(productInput(words))).toEqual({ ok: false, refusal })
})

test('a number stays a number', async () => {
  await done(db, (tx) => saveAttribute(tx, { code: 'height', name: 'Height', type: 'number' }))
  const refused = await save(productInput({ attributes: [{ code: 'height', values: ['tall'] }] }))
  expect(refused).toEqual({ ok: false, refusal: { code: 'attribute_value', attribute: 'height', value: 'tall' } })
})

test('five options and 3,000 variants are saved in less than two seconds', async () => {
  const counts = [10, 10, 5, 3, 2]
  const combinations = counts.reduce<string[][]>(
    (all, count, option) =>
      all.flatMap((values) => Array.from({ length: count }, (_, index) => [...values, `o${option}v${index}`])),
    [[]],
  )
  const productOf = (round: number) =>
    productInput({ variants: combinations.map((options, index) => ({ options, sku: `MANY-${round}-${index}` })) })
  const timed = async <T>(run: () => Promise<T>) => {
    const start = performance.now()
    return { result: await run(), ms: performance.now() - start }
  }

  // The best of three: other tests want the same two cores.
  const rounds = []
  for (const product of [1, 2, 3].map(productOf)) {
    const first = await timed(() => done(db, (tx) => saveProduct(tx, { product, actor: 'anna' })))
    const { productId: id, variants } = first.result
    const again = await timed(() => done(db, (tx) => saveProduct(tx, { id, product, actor: 'anna' })))
    expect([variants.length, again.result.changed]).toEqual([3000, false])
    rounds.push({ first: first.ms, again: again.ms })
  }
  expect(Math.min(...rounds.map(({ first }) => first))).toBeLessThan(2000)
  expect(Math.min(...rounds.map(({ again }) => again))).toBeLessThan(1000)
}, 60_000)

test('of twenty who save the same slug or SKU at once one wins and the others hear why', async () => {
  const twenty = <T>(run: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => run(index)))

  const slugs = await twenty(() => save(productInput({ slug: 'only-one' })))
  const skus = await twenty((index) =>
    save(
      productInput({ variants: (index % 2 ? ['Q-1', 'Q-2'] : ['Q-2', 'Q-1']).map((sku) => ({ options: [sku], sku })) }),
    ),
  )
  const titles = await twenty(() => save(productInput({ title: 'Same words' })))

  expect(slugs.filter(({ ok }) => ok)).toHaveLength(1)
  expect(slugs.filter((each) => !each.ok && each.refusal.code === 'slug_taken')).toHaveLength(19)
  expect(skus.filter(({ ok }) => ok)).toHaveLength(1)
  expect(skus.filter((each) => !each.ok && each.refusal.code === 'sku_taken')).toHaveLength(19)
  expect(titles.every(({ ok }) => ok)).toBe(true)
})

test('two who save the same product at once do not mix; who saw an older version is told', async () => {
  const { productId } = await aProduct(db, { variants: sizes('S', 'M') })
  const vase = productInput({ title: 'Vase', variants: sizes('Low', 'High') })
  const bowl = productInput({ title: 'Bowl', variants: sizes('Deep', 'Flat', 'Wide') })

  await Promise.all([vase, bowl, vase, bowl].map((product) => save(product, productId)))
  const late = await command(db, (tx) =>
    saveProduct(tx, { id: productId, product: vase, actor: 'b', expectedVersion: 1 }),
  )

  const { title } = await db
    .selectFrom('products')
    .select('title')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  const keys = (await variantsOf(productId)).map(({ option_key }) => option_key)
  expect(keys).toEqual((title === 'Vase' ? vase : bowl).variants.map(({ options }) => JSON.stringify(options)))
  expect(late).toEqual({ ok: false, refusal: { code: 'changed_meanwhile' } })
})

test('what shows the product hears that it changed', async () => {
  const [cups, bowls] = [await aCategory(db), await aCategory(db)]
  const { productId } = await aProduct(db, { categoryIds: [cups] })
  const before = await changesSince(db, null)

  await save(productInput({ categoryIds: [bowls] }), productId)

  const { tags } = await changesSince(db, before.next)
  expect(tags).toEqual(
    expect.arrayContaining(['catalog', `category:${bowls}`, `category:${cups}`, `product:${productId}`]),
  )
})

test('a SKU that another product has is named', async () => {
  await aVariant(db, { sku: 'TAKEN-1' })
  const refused = await save(productInput({ variants: [{ sku: 'TAKEN-1' }] }))
  expect(refused).toEqual({ ok: false, refusal: { code: 'sku_taken', sku: 'TAKEN-1' } })
})
