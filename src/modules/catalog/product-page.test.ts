import { expect, test } from 'vitest'

import { command } from '#platform/db'
import { aCategory, aCollection, aMarket, aPicture, aProduct, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { effectivePrice } from '#modules/pricing'
import {
  deleteProduct,
  listProducts,
  readCategories,
  readCategoryTree,
  readCollections,
  readProductForEdit,
  readProductPage,
  renameProduct,
  saveAttribute,
  saveCategory,
  saveProduct,
  setProductStatus,
  trailTo,
  updateProduct,
  withDescendants,
} from './index.ts'

const { db } = testDb()

test('a product page shows all that was said of the product', async () => {
  await done(db, (tx) => saveAttribute(tx, { code: 'volume', name: 'Volume', type: 'number', unit: 'ml' }))
  const [front, blue] = [await aPicture(db), await aPicture(db)]
  const kitchen = await aCategory(db, { title: 'Kitchen', slug: 'kitchen' })
  const cups = await aCategory(db, { title: 'Cups', slug: 'cups', parentId: kitchen })
  const saleEndsAt = new Date('2026-12-24T00:00:00.000Z')
  const { slug, variantIds } = await aProduct(db, {
    title: 'Cup',
    tags: ['new'],
    categoryIds: [cups, kitchen],
    attributes: [{ code: 'volume', values: ['250'] }],
    media: [
      { mediaId: blue, alt: 'From the side' },
      { mediaId: front, alt: 'From the front' },
    ],
    options: [{ name: 'Color', values: [{ value: 'Blue', swatch: '#00f' }, { value: 'White' }] }],
    variants: [
      { options: ['Blue'], mediaIds: [blue], price: 1900, sale: { saleAmount: 1500, saleEndsAt }, stock: 3 },
      { options: ['White'], price: null, stock: 0 },
    ],
  })
  const market = await aMarket(db, 'eu')

  const page = await readProductPage(db, slug, { marketId: market.id })

  expect(page).toMatchObject({
    title: 'Cup',
    tags: ['new'],
    options: [
      {
        name: 'Color',
        values: [
          { value: 'Blue', swatch: '#00f' },
          { value: 'White', swatch: null },
        ],
      },
    ],
    media: [
      { id: blue, alt: 'From the side', width: 1600, widths: [320, 640, 1280] },
      { id: front, alt: 'From the front' },
    ],
    attributes: [{ code: 'volume', name: 'Volume', type: 'number', unit: 'ml', values: ['250'] }],
    trail: [{ slug: 'kitchen' }, { slug: 'cups' }],
    variants: [
      { id: variantIds[0], options: ['Blue'], mediaIds: [blue], stock: { policy: 'deny', available: 3 } },
      { id: variantIds[1], options: ['White'], price: null, stock: { available: 0 } },
    ],
  })
  const price = page?.variants[0]?.price
  expect(price && effectivePrice(price, new Date('2026-12-01'))).toMatchObject({
    unit: { amount: 1500, currency: 'EUR' },
    was: { amount: 1900 },
    saleEndsAt,
  })
})

test('shoppers see a product from its publish time on, while it is active', async () => {
  const { productId, slug } = await aProduct(db, { status: 'draft', publishedAt: null })
  const status = (to: 'draft' | 'active' | 'archived') =>
    command(db, (tx) => setProductStatus(tx, { id: productId, actor: 'anna', now: new Date() }, to))
  const seen = async () => (await readProductPage(db, slug)) !== null

  expect(await seen()).toBe(false)
  await status('active')
  expect(await seen()).toBe(true)
  await status('archived')
  expect(await seen()).toBe(false)
  await status('active')
  await command(db, (tx) =>
    updateProduct(tx, { id: productId, actor: 'anna' }, { publishedAt: new Date(Date.now() + 3_600_000) }),
  )
  expect(await seen()).toBe(false)
})

test('what staff read they can save back without a change', async () => {
  const category = await aCategory(db)
  const { productId } = await aProduct(db, {
    categoryIds: [await aCategory(db), category],
    variants: [{ options: ['S'], sku: 'BACK-S' }, { options: ['M'] }],
  })

  const known = await readProductForEdit(db, productId)
  if (!known) throw new Error('not there')
  const saved = await command(db, (tx) => saveProduct(tx, { id: productId, product: known.product, actor: 'anna' }))
  const retitled = await command(db, (tx) => updateProduct(tx, { id: productId, actor: 'anna' }, { title: 'Other' }))
  const renamed = await command(db, (tx) => renameProduct(tx, { id: productId, actor: 'anna' }, 'another-place'))

  expect(saved).toMatchObject({ ok: true, value: { changed: false } })
  expect([retitled, renamed]).toMatchObject([{ value: { changed: true } }, { value: { changed: true } }])
  const { product, version } = (await readProductForEdit(db, productId)) ?? {}
  expect([product?.title, product?.slug, version]).toEqual(['Other', 'another-place', 3])
  expect(product?.variants).toEqual(known.product.variants)
})

test('a category may move anywhere but below itself', async () => {
  const home = await aCategory(db, { title: 'Home' })
  const textiles = await aCategory(db, { title: 'Textiles', parentId: home })
  const throws = await aCategory(db, { title: 'Throws', parentId: textiles })
  const move = (id: typeof home, parentId: typeof home | null, title: string) =>
    command(db, (tx) => saveCategory(tx, { id, category: { parentId, title }, actor: 'anna' }))

  expect(await move(home, throws, 'Home')).toEqual({ ok: false, refusal: { code: 'under_itself' } })
  expect(await move(home, home, 'Home')).toEqual({ ok: false, refusal: { code: 'under_itself' } })
  expect(await move(throws, home, 'Throws')).toMatchObject({ ok: true })

  const all = await readCategories(db)
  expect(trailTo(all, throws).map(({ title }) => title)).toEqual(['Home', 'Throws'])
  expect(withDescendants(all, home)).toEqual(expect.arrayContaining([home, textiles, throws]))
  const tree = await readCategoryTree(db)
  expect(tree.find(({ id }) => id === home)?.children.map(({ title }) => title)).toEqual(['Textiles', 'Throws'])
})

test('two moves at once do not make a circle', async () => {
  const [a, b] = [await aCategory(db, { title: 'A' }), await aCategory(db, { title: 'B' })]
  const under = (id: typeof a, parentId: typeof a, title: string) =>
    command(db, (tx) => saveCategory(tx, { id, category: { parentId, title }, actor: 'anna' }))

  const moves = await Promise.all([under(a, b, 'A'), under(b, a, 'B')])

  expect(moves.filter(({ ok }) => ok)).toHaveLength(1)
  expect(moves).toContainEqual({ ok: false, refusal: { code: 'under_itself' } })
})

test('a collection keeps the order in which it was put together', async () => {
  const products = [await aProduct(db), await aProduct(db), await aProduct(db)].map(({ productId }) => productId)
  const id = await aCollection(db, { productIds: products.toReversed() })

  const [collection] = (await readCollections(db)).filter((each) => each.id === id)
  expect(collection?.productIds).toEqual(products.toReversed())
})

test('staff find a product by words of its title, by SKU and page through the list', async () => {
  await aProduct(db, { title: 'Linen 100% apron', variants: [{ sku: 'APR-77' }] })
  await aProduct(db, { title: 'Linen towel' })

  const titles = async (query: string) => (await listProducts(db, { query })).products.map(({ title }) => title)
  expect(await titles('apron LINEN')).toEqual(['Linen 100% apron'])
  expect(await titles('apr-77')).toEqual(['Linen 100% apron'])
  expect(await titles('100%')).toEqual(['Linen 100% apron'])
  expect(await titles('%')).toEqual(['Linen 100% apron'])
  const page = await listProducts(db, { query: 'linen', limit: 1, offset: 1, sort: { by: 'title', isDown: false } })
  expect([page.total, page.products.map(({ title }) => title)]).toEqual([2, ['Linen towel']])
})

test('a product that nobody bought can be deleted', async () => {
  const { productId, slug } = await aProduct(db)
  await command(db, (tx) => deleteProduct(tx, { id: productId, actor: 'anna' }))
  expect(await readProductPage(db, slug)).toBeNull()
})
