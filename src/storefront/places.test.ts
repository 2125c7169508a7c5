import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type VariantId } from '#kernel/id'
import { renameProduct } from '#modules/catalog'
import { readKnownMarkets, saveMarket } from '#modules/market'
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

describe('a market at the desk', () => {
  const change = async (code: string, changes: object) => {
    const market = (await readKnownMarkets(db)).find((one) => one.code === code)
    if (!market) throw new Error('no market')
    await done(db, (tx) => saveMarket(tx, { ...market, ...changes }))
    await shop.deps.shop.refresh(['settings'])
  }

  test('shows its prices without tax from the next look on', async () => {
    expect((await get('/p/morning-mug')).text).toContain('incl. VAT')
    await change('eu', { taxDisplay: 'exclusive' })
    expect((await get('/p/morning-mug')).text).toContain('plus tax')
    await change('eu', { taxDisplay: 'inclusive' })
  })

  test('that is switched off leads home, with everything behind the address, until it is on again', async () => {
    expect((await get('/de-ch/c/cups')).status).toBe(200)
    await change('ch', { active: false })
    expect(await shop.location('/de-ch/c/cups?sort=new')).toEqual([302, '/de/c/cups?sort=new'])
    expect(await shop.location('/en-ch')).toEqual([302, '/'])
    expect(await shop.location('/en-ch//thief.example/x')).toEqual([302, '/thief.example/x'])
    expect((await get('/')).html).not.toContain('-ch"')
    await change('ch', { active: true })
    expect((await get('/de-ch/c/cups')).status).toBe(200)
  })

  test('that has given up a language leads to the one it begins with', async () => {
    await change('ch', { languages: ['en'] })
    expect(await shop.location('/de-ch/c/cups')).toEqual([302, '/en-ch/c/cups'])
    await change('eu', { languages: ['en'] })
    expect(await shop.location('/de/c/cups')).toEqual([302, '/c/cups'])
    await change('eu', { languages: ['en', 'de'] })
    await change('ch', { languages: ['de', 'en'] })
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
