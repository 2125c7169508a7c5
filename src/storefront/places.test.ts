import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { renameProduct } from '#modules/catalog'
import { readPriceLists, setPrices } from '#modules/pricing'
import { aProduct, done } from '#testing/builders'
import { aFurnishedShop, type FurnishedShop } from '#testing/furnished-shop'
import { testDb } from '#testing/db'

const { db } = testDb()
let shop: FurnishedShop
const get = (path: string) => shop.get(path)

beforeAll(async () => {
  shop = await aFurnishedShop(db)
})

describe('every place', () => {
  test('has its own words, prices and addresses', async () => {
    const { html, text } = await get('/de/p/morning-mug')
    expect(html).toContain('<html lang="de">')
    expect(text).toContain('ab 22,00 €')
    expect(text).toContain('inkl. MwSt.')
    expect(text).toContain('In den Warenkorb')
    expect(html).toContain('action="/de/cart/lines"')
    expect(html).toContain('href="/p/morning-mug"')
    expect((await get('/de/c/cups')).text).toContain('27 Produkte')
  })

  test('sells what has a price there', async () => {
    const list = (await readPriceLists(db)).find(({ code }) => code === 'us')
    const variantId = shop.mug.variantIds[0] ?? (newId<'variant'>() satisfies VariantId)
    if (list) await done(db, (tx) => setPrices(tx, [{ priceListId: list.id, variantId, amount: 2500 }]))
    await shop.deps.catalog.refresh([`product:${shop.mug.productId}`])
    const { text } = await get('/en-us/c/cups')
    expect(text).toContain('1 product')
    expect((await get('/en-us/p/morning-mug')).text).toContain('$25.00 plus tax')
    expect((await get('/en-us/p/plain-bowl')).text).toContain('not sold in United States')
  })

  test('keeps the page when the country is changed', async () => {
    const { html } = await get('/de/c/cups')
    expect(html).toContain('href="/c/cups" hreflang="en"')
  })

  test('sends /en to the home place', async () => {
    expect(await shop.location('/en/p/morning-mug')).toEqual([301, '/p/morning-mug'])
  })
})

describe('odd addresses', () => {
  test('lead back into the shop', async () => {
    const { status, text, headers } = await get('/no/such/page')
    expect(status).toBe(404)
    expect(text).toContain('This page is not here')
    expect(text).toContain('Ceramics')
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test('an old one is followed for ever, in every language', async () => {
    const built = await aProduct(db, { title: 'Old name', slug: 'old-name' })
    await done(db, (tx) => renameProduct(tx, { id: built.productId, actor: 'test' }, 'new-name'))
    expect(await shop.location('/de/p/old-name')).toEqual([301, '/de/p/new-name'])
  })
})
