import { beforeAll, describe, expect, test } from 'vitest'

import { aFurnishedShop, type FurnishedShop } from '#testing/furnished-shop'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'

const { db } = testDb()
let shop: FurnishedShop
const get = (path: string) => shop.get(path)

beforeAll(async () => {
  shop = await aFurnishedShop(db)
})

describe('machines', () => {
  test('read robots, sitemaps and which pages may be fetched ahead', async () => {
    expect((await get('/robots.txt')).html).toContain('Sitemap: http://shop.test/sitemap.xml')
    expect((await get('/sitemap.xml')).html).toContain('<loc>http://shop.test/sitemaps/products-1.xml</loc>')
    expect((await get('/sitemaps/products-1.xml')).html).toContain('<loc>http://shop.test/p/morning-mug</loc>')
    expect((await get('/sitemaps/pages.xml')).html).toContain('<loc>http://shop.test/collections/gifts</loc>')
    const rules: unknown = JSON.parse((await get('/speculation.json')).html)
    expect(rules).toHaveProperty('prefetch')
    expect((await get('/')).headers.get('speculation-rules')).toBe('"/speculation.json"')
  })
})

test('the pages are sound HTML without scripts of their own', async () => {
  const pages = ['/', '/c/cups', '/c/cups?color=blue', '/collections/gifts', '/p/morning-mug', '/search?q=beaker']
  for (const path of [...pages, '/search?q=zzzz', '/pages/shipping', '/nope']) {
    expect([path, await faultsIn((await get(path)).html)]).toEqual([path, []])
  }
})
