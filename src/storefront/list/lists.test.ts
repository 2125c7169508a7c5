import { beforeAll, describe, expect, test } from 'vitest'

import { aFurnishedShop, type FurnishedShop } from '#testing/furnished-shop'
import { testDb } from '#testing/db'

const { db } = testDb()
let shop: FurnishedShop
const get = (path: string) => shop.get(path)

beforeAll(async () => {
  shop = await aFurnishedShop(db)
})

describe('a category', () => {
  test('shows what is below it, 24 at once, with pages by address (G27–G29)', async () => {
    const { html, text } = await get('/c/ceramics')
    expect(text).toContain('27 products')
    expect(html.match(/class="card"/g)).toHaveLength(24)
    expect(html).toContain('href="/c/ceramics?page=2"')
    const second = await get('/c/ceramics?page=2')
    expect(second.html.match(/class="card"/g)).toHaveLength(3)
    expect(second.html).toContain('<link rel="canonical" href="http://shop.test/c/ceramics?page=2">')
  })

  test('filters by address, shows what is chosen and lets go of it (G34–G36)', async () => {
    const { html, text } = await get('/c/cups?size=l&color=blue&from=20')
    expect(text).toContain('1 product')
    expect(text).toContain('Morning <mug>')
    expect(html).toContain('aria-label="Remove filter Blue"')
    expect(html).toContain('href="/c/cups?size=l&amp;from=20.00"')
    expect(html).toMatch(/name="size" value="s"|value="s" name="size"|id="f-size-s"/)
    expect(html).toContain('<meta name="robots" content="noindex">')
  })

  test('takes odd addresses as they come', async () => {
    for (const query of ['page=-1', 'page=99999', 'from=abc', 'sort=x', 'a=1&a=2', 'utm_source=mail', 'size=nope'])
      expect((await get(`/c/cups?${query}`)).status).toBe(200)
  })

  test('marks where one is in the menu (G6, G7)', async () => {
    const { html } = await get('/c/cups')
    expect(html).toMatch(/class="nav__link" href="\/c\/ceramics" aria-current="page"/)
    expect(html).toContain('<span aria-current="page">Cups</span>')
  })
})

describe('a search', () => {
  test('goes straight to the product of a number (T5)', async () => {
    expect(await shop.location('/search?q=mug-l%20b')).toEqual([
      302,
      `/p/morning-mug?variant=${shop.mug.variantIds[2]}`,
    ])
  })

  test('finds products, categories and pages, and keeps the query (G12, G19, G23)', async () => {
    const { html, text } = await get('/search?q=cups')
    expect(text).toContain('Cups (27)')
    expect(html).toContain('name="q" value="cups"')
    expect((await get('/search?q=returns')).html).toContain('href="/pages/shipping"')
  })

  test('is never a dead end (G24)', async () => {
    const { status, text } = await get('/search?q=zzzz')
    expect(status).toBe(200)
    expect(text).toContain('Nothing found for “zzzz”')
    expect(text).toContain('Ceramics')
    expect((await get('/search?q=morming')).text).toContain('Shown are results for “morning”')
  })

  test('suggests as one types, at most ten rows', async () => {
    const { html } = await get('/search/suggest?q=bea')
    expect(html.match(/role="option"/g)?.length).toBeLessThanOrEqual(10)
    expect(html).toContain('<b>ker</b>')
  })
})
