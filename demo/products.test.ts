import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'

import sharp from 'sharp'
import { expect, test } from 'vitest'

import { isGtin } from '#modules/catalog'
import { choicesOf, recordOf } from './catalog.ts'
import { demoPages } from './pages.ts'
import { draw, pictureNames } from './pictures/draw.ts'
import { drawnFolder } from './pictures/drawn.ts'
import { demoMarkets, priceIn } from './prices.ts'
import { demoAttributes, demoCategories, demoCollections, demoProducts } from './products/index.ts'

const since = new Date('2026-03-01T09:00:00Z')
const records = demoProducts.map((product, number) => recordOf({ product, number, since }, new Map()))
const variants = records.flatMap((record) => record.variants)
const all = <T>(list: readonly T[]): number => new Set(list).size

test('about sixty products in eight categories', () => {
  expect(demoProducts.length).toBeGreaterThanOrEqual(60)
  expect(demoCategories.filter(({ parent }) => !parent)).toHaveLength(8)
})

test('slugs, SKUs and GTINs are nobody else’s, and GTINs add up', () => {
  expect(all(demoProducts.map(({ slug }) => slug))).toBe(demoProducts.length)
  expect(all(variants.map(({ sku }) => sku))).toBe(variants.length)
  expect(all(variants.map(({ gtin }) => gtin))).toBe(variants.length)
  expect(variants.filter(({ gtin }) => !gtin || !isGtin(gtin))).toEqual([])
})

test('every variant has a price in every market, and a sale is lower', () => {
  for (const { prices } of variants) {
    expect(Object.keys(prices).toSorted()).toEqual(demoMarkets.toSorted())
    for (const { amount, saleAmount, compareAtAmount } of Object.values(prices)) {
      expect(amount).toBeGreaterThan(0)
      if (saleAmount) expect(saleAmount).toBeLessThan(amount)
      if (compareAtAmount) expect(compareAtAmount).toBeGreaterThan(amount)
    }
  }
})

test('19 euros look natural everywhere', () => {
  expect(demoMarkets.map((market) => priceIn(market, 1900))).toEqual([1900, 1700, 1900, 21900, 2200])
})

test('a gift card is neither sent nor taxed, and everything else is', () => {
  const cards = records.filter(({ giftCard }) => giftCard)
  expect(cards.map(({ slug }) => slug)).toEqual(['gift-card'])
  const plain = records.map(({ giftCard, variants: each }) =>
    each.map((one) => [giftCard, one.requiresShipping, one.taxable]),
  )
  expect(new Set(plain.flat().map((one) => one.join(' ')))).toEqual(new Set(['false true true', 'true false false']))
})

test('categories, attributes and collections name what is there', () => {
  const categories = new Set(demoCategories.map(({ slug }) => slug))
  const attributes = new Set(demoAttributes.map(({ code }) => code))
  const products = new Set(demoProducts.map(({ slug }) => slug))
  expect(demoProducts.flatMap((product) => product.in).filter((slug) => !categories.has(slug))).toEqual([])
  expect(demoCategories.filter(({ parent }) => parent && !categories.has(parent))).toEqual([])
  expect(demoProducts.flatMap(({ facts }) => Object.keys(facts)).filter((code) => !attributes.has(code))).toEqual([])
  expect(demoCollections.flatMap((one) => [...one.products]).filter((slug) => !products.has(slug))).toEqual([])
})

test('everything in “Gifts under 30” costs less than 30', () => {
  const gifts = demoCollections.find(({ slug }) => slug === 'gifts-under-30')
  const dear = demoProducts.filter(({ slug, price }) => gifts?.products.some((one) => one === slug) && price >= 3000)
  expect(dear).toEqual([])
})

test('each product has two pictures or more, all of which can be drawn, each for one product', () => {
  const named = demoProducts.flatMap(({ pictures }) => Object.keys(pictures))
  expect(demoProducts.filter(({ pictures }) => Object.keys(pictures).length < 2)).toEqual([])
  expect(named.filter((name) => !pictureNames.includes(name))).toEqual([])
  expect(all(named)).toBe(named.length)
  expect(demoCategories.map(({ picture }) => picture).filter((name) => !named.includes(name))).toEqual([])
})

test('options, stock and pictures speak of values that exist', () => {
  for (const product of demoProducts) {
    const values = new Set(choicesOf(product).flat())
    const keys = new Set(choicesOf(product).map((choice) => choice.join(' / ')))
    expect(Object.keys(product.shows ?? {}).filter((value) => !values.has(value))).toEqual([])
    expect(
      Object.values(product.shows ?? {})
        .flat()
        .filter((name) => !(name in product.pictures)),
    ).toEqual([])
    if (typeof product.stock !== 'number') expect(new Set(Object.keys(product.stock))).toEqual(keys)
  }
})

test('the shelf has its exceptions: sold out, nearly, on backorder, on sale, marked down', () => {
  const stocks = records.map((record) => record.variants.map(({ stock }) => stock?.onHand ?? 0))
  expect(stocks.some((each) => each.every((count) => count === 0))).toBe(true)
  expect(stocks.some((each) => each.includes(0) && each.some((count) => count > 0))).toBe(true)
  expect(stocks.flat().some((count) => count > 0 && count <= 5)).toBe(true)
  expect(demoProducts.some(({ policy }) => policy === 'continue')).toBe(true)
  expect(demoProducts.filter(({ sale }) => sale).length).toBeGreaterThan(3)
  expect(demoProducts.some(({ was }) => was)).toBe(true)
})

test('texts are finished and short', () => {
  const texts = [
    ...demoProducts.flatMap(({ text, seo, title }) => [...text, seo, title]),
    ...demoPages.map(({ body }) => body),
  ]
  expect(texts.filter((text) => /lorem|ipsum|todo|tbd|xxx|placeholder|coming soon|\bundefined\b/i.test(text))).toEqual(
    [],
  )
  expect(demoProducts.filter(({ text }) => text.length < 2 || text.join(' ').length > 520)).toEqual([])
  expect(demoProducts.filter(({ seo }) => seo.length < 45 || seo.length > 155).map(({ slug }) => slug)).toEqual([])
})

test('a picture is drawn the same way twice', async () => {
  const hash = async (name: string): Promise<string> =>
    createHash('sha256')
      .update(await draw(name, { width: 64, height: 80 }))
      .digest('hex')
  for (const name of ['morning-mug', 'spring-tide', 'herringbone-throw-close'])
    expect(await hash(name)).toBe(await hash(name))
})

test('the stored pictures are what the program draws', async () => {
  const small = (bytes: Buffer | string): Promise<Buffer> => sharp(bytes).resize(40, 50).removeAlpha().raw().toBuffer()
  for (const name of ['morning-mug', 'spring-tide', 'bread-board']) {
    const [stored, anew] = await Promise.all([
      small(path.join(drawnFolder, `${name}.jpg`)),
      draw(name, { width: 320, height: 400 }).then(small),
    ])
    const apart = stored.reduce((sum, value, at) => sum + Math.abs(value - (anew[at] ?? 0)), 0) / stored.length
    expect(apart).toBeLessThan(2)
  }
  expect(pictureNames.filter((name) => !existsSync(path.join(drawnFolder, `${name}.jpg`)))).toEqual([])
}, 60_000)
