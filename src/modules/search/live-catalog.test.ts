import { beforeAll, describe, expect, test } from 'vitest'

import type { MarketId } from '#kernel/id'
import { ok } from '#kernel/result'
import { setProductStatus } from '#modules/catalog'
import { setStock } from '#modules/inventory'
import { command } from '#platform/db'
import { aCategory, aMarket, aProduct, done } from '#testing/builders'
import { testDb } from '#testing/db'
import { noFilters, offerOf, openCatalog, type LiveCatalog } from './index.ts'

const { db } = testDb()
const clock = { now: () => new Date('2026-05-01T12:00:00Z') }
let live: LiveCatalog
let marketId: MarketId

beforeAll(async () => {
  marketId = (await aMarket(db)).id
  const ceramics = await aCategory(db, { title: 'Ceramics', slug: 'ceramics' })
  const cups = await aCategory(db, { title: 'Cups', slug: 'cups', parentId: ceramics })
  await aCategory(db, { title: 'Empty', slug: 'empty' })
  await aProduct(db, {
    title: 'Morning mug',
    slug: 'morning-mug',
    categoryIds: [cups],
    variants: [
      { options: ['Blue'], sku: 'MUG-01 B', gtin: '4006381333931', price: 2200 },
      { options: ['Red'], sku: 'MUG-01 R', price: 2600 },
    ],
  })
  await aProduct(db, {
    title: 'Müller bowl',
    slug: 'bowl',
    type: 'Bowl',
    categoryIds: [ceramics],
    descriptionHtml: '<p>For muesli</p>',
  })
  await aProduct(db, { title: 'Mug', slug: 'mug', variants: [{ stock: 0 }] })
  await aProduct(db, { title: 'Draft mug', slug: 'draft-mug', status: 'draft' })
  live = await openCatalog(db, clock)
})

const find = async (query: string) => {
  const { search, shelves } = await live.ready()
  const found = search(query)
  return { ...found, products: found.places.flatMap((place) => shelves.places[place] ?? []) }
}
const slugsFor = async (query: string) => (await find(query)).products.map(({ slug }) => slug)

describe('the tree', () => {
  test('holds the categories that hold something', async () => {
    const { tree } = await live.ready()
    expect(tree.nodes.map(({ slug }) => slug)).toEqual(['ceramics', 'cups'])
    expect(tree.bySlug.get('cups')?.trail.map(({ title }) => title)).toEqual(['Ceramics', 'Cups'])
  })

  test('a category shows what is below it', async () => {
    const catalog = await live.ready()
    const category = catalog.tree.bySlug.get('ceramics')
    if (!category) throw new Error('no ceramics')
    const scope = { kind: 'category' as const, category }
    const wish = {
      scope,
      buyer: { marketId, groupId: null },
      now: clock.now(),
      filters: noFilters,
      sort: 'price_up' as const,
      page: 1,
      perPage: 9,
    }
    expect(catalog.list(wish).products.map(({ slug }) => slug)).toEqual(['bowl', 'morning-mug'])
  })
})

describe('a search', () => {
  test('by number leads to the product, with or without dashes', async () => {
    for (const query of ['MUG-01 B', 'mug01b', '4006381333931', '4006-3813-33931'])
      expect((await find(query)).exact?.slug).toBe('morning-mug')
    expect((await find('mug')).exact).toBeNull()
  })

  test('puts the very title first', async () => {
    expect(await slugsFor('mug')).toEqual(['mug', 'morning-mug'])
  })

  test('takes beginnings of words, umlauts in any spelling, and a slip', async () => {
    expect(await slugsFor('morn mu')).toEqual(['morning-mug'])
    for (const spelling of ['müller', 'mueller', 'muller', 'MULLER BOWL'])
      expect(await slugsFor(spelling)).toEqual(['bowl'])
    expect(await find('mornnig')).toMatchObject({ corrected: 'morning', products: [{ slug: 'morning-mug' }] })
    expect(await slugsFor('zebra')).toEqual([])
  })

  test('offers the category, with how many are in it', async () => {
    const [offer] = (await find('ceramics')).categories
    expect(offer).toMatchObject({ category: { slug: 'ceramics' }, count: 2 })
  })

  test('says the lowest price, and that others are higher', async () => {
    const catalog = await live.ready()
    const [mug] = (await find('morning')).products
    expect(mug && offerOf(mug, { marketId, groupId: null }, clock.now())).toMatchObject({
      unit: { amount: 2200 },
      varies: true,
    })
    expect(catalog.tree.top).toHaveLength(1)
  })
})

describe('told of a change', () => {
  test('shows new stock, new products, and hides what was archived', async () => {
    const built = await aProduct(db, { title: 'Late lamp', slug: 'late-lamp', variants: [{ stock: 1 }] })
    expect(await slugsFor('lamp')).toEqual([])
    await live.refresh([`product:${built.productId}`, 'catalog'])
    expect(await slugsFor('lamp')).toEqual(['late-lamp'])

    const [variantId] = built.variantIds
    if (!variantId) throw new Error('no variant')
    await command(db, (tx) => setStock(tx, { variantId, onHand: 0, reason: 'count', actor: 'test' }))
    await live.refresh([`product:${built.productId}`])
    expect((await find('lamp')).products[0]?.stock).toBe('sold_out')

    await done(db, (tx) => setProductStatus(tx, { id: built.productId, actor: 'test', now: clock.now() }, 'archived'))
    await live.refresh([`product:${built.productId}`, 'catalog'])
    expect(await slugsFor('lamp')).toEqual([])
  })

  test('follows a catalog that was emptied without naming its products', async () => {
    await done(db, async (tx) => {
      await tx.updateTable('products').set({ status: 'draft' }).where('slug', '=', 'bowl').execute()
      return ok(null)
    })
    await live.refresh(['catalog'])
    expect(await slugsFor('bowl')).toEqual([])
  })
})
