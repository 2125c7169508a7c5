import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'

import { aFurnishedShop, type FurnishedShop } from '#testing/furnished-shop'
import { testDb } from '#testing/db'

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
  const validate = new HtmlValidate({
    extends: ['html-validate:recommended'],
    elements: ['html5'],
    rules: {
      'no-inline-style': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'attr-case': 'off',
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'doctype-style': 'off',
      'no-implicit-button-type': 'off',
      'require-sri': 'off',
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
      'aria-label-misuse': ['error', { allowAnyNamable: true }],
    },
  })
  const pages = ['/', '/c/cups', '/c/cups?color=blue', '/collections/gifts', '/p/morning-mug', '/search?q=beaker']
  for (const path of [...pages, '/search?q=zzzz', '/pages/shipping', '/nope']) {
    const { html } = await get(path)
    const report = await validate.validateString(html)
    const said = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    )
    expect([path, ...new Set(said)]).toEqual([path])
    expect(html).not.toMatch(/<script>|<script [^>]*(?<!json")>[^<]|\son\w+=/)
  }
})
