import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, test } from 'vitest'

import { newId, type CategoryId, type VariantId } from '#kernel/id'
import { renameProduct } from '#modules/catalog'
import { savePage } from '#modules/content'
import { readPriceLists, setPrices } from '#modules/pricing'
import { aCategory, aCollection, aMarket, aPicture, aProduct, done, type BuiltProduct } from '#testing/builders'
import { testDb } from '#testing/db'
import { aStorefront, type TestStorefront } from '#testing/storefront'

const { db } = testDb()
let shop: TestStorefront
let mug: BuiltProduct
let cups: CategoryId

beforeAll(async () => {
  await aMarket(db)
  const ceramics = await aCategory(db, { title: 'Ceramics', slug: 'ceramics', descriptionHtml: '<p>Fired twice.</p>' })
  cups = await aCategory(db, { title: 'Cups', slug: 'cups', parentId: ceramics })
  const pictures = [await aPicture(db), await aPicture(db)] as const
  mug = await aProduct(db, {
    title: 'Morning <mug>',
    slug: 'morning-mug',
    categoryIds: [cups],
    vendor: 'Olaria',
    media: pictures.map((mediaId, index) => ({ mediaId, alt: `View ${index}` })),
    variants: [
      { options: ['S', 'Blue'], sku: 'MUG-S-B', price: 2200, stock: 3 },
      { options: ['S', 'Red'], sku: 'MUG-S-R', price: 2200, stock: 0 },
      { options: ['L', 'Blue'], sku: 'MUG-L-B', price: 2800, mediaIds: [pictures[1]] },
    ],
  })
  await aProduct(db, {
    title: 'Plain bowl',
    slug: 'plain-bowl',
    type: 'Bowl',
    categoryIds: [cups],
    variants: [{ price: 3000, sale: { saleAmount: 1999 } }],
  })
  for (let number = 1; number <= 25; number++) {
    const title = `Beaker ${String(number).padStart(2, '0')}`
    await aProduct(db, { title, type: 'Beaker', categoryIds: [cups], variants: [{ price: 100 * number }] })
  }
  await aCollection(db, { title: 'Gifts', slug: 'gifts', productIds: [mug.productId] })
  await done(db, (tx) =>
    savePage(tx, {
      page: {
        title: 'Shipping and returns',
        slug: 'shipping',
        bodyHtml: '<p>Send it back.</p>',
        publishedAt: new Date(0),
      },
      actor: 'test',
    }),
  )
  shop = await aStorefront(db)
})

const get = async (path: string) => {
  const answer = await shop.app.request(`http://shop.test${path}`)
  const html = await answer.text()
  return { status: answer.status, html, text: textOf(html), headers: answer.headers }
}

const textOf = (html: string): string =>
  html
    .replace(/<script.*?<\/script>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

const dataOf = (html: string): unknown[] =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) => JSON.parse(json ?? ''))

describe('a product page', () => {
  test('says all one needs before the cart (G50–G54)', async () => {
    const { status, html, text } = await get('/p/morning-mug')
    expect(status).toBe(200)
    expect(text).toContain('Morning <mug>')
    expect(text).toContain('from €22.00')
    expect(text).toContain('incl. VAT')
    expect(text).toMatch(/Arrives \w{3},? \d+/)
    expect(text).toContain('Shipping to Germany')
    expect(text).toContain('30 days to change your mind.')
    expect(html).not.toMatch(/<input[^>]*type="radio"[^>]*checked/)
  })

  test('carries the chosen variant in its address, with its picture first and its stock (G48)', async () => {
    const [small, , large] = mug.variantIds
    const chosen = await get(`/p/morning-mug?variant=${small}`)
    expect(chosen.text).toContain('Only 3 left')
    expect(chosen.text).toContain('€22.00')
    expect(chosen.text).toContain('MUG-S-B')
    const { html } = await get(`/p/morning-mug?variant=${large}`)
    expect(html.indexOf('View 1')).toBeLessThan(html.indexOf('View 0'))
  })

  test('strikes through what is sold out, and says so in words (G49)', async () => {
    const [, soldOut] = mug.variantIds
    const { html, text } = await get(`/p/morning-mug?variant=${soldOut}`)
    expect(html).toMatch(/value--out.*?Red/s)
    expect(text).toContain('Red (not available)')
    expect(html).toMatch(/<button[^>]*disabled[^>]*aria-describedby="why-not"/)
  })

  test('can be bought without JavaScript: links choose the size, radio buttons the variant', async () => {
    const { html } = await get('/p/morning-mug')
    expect(html).toContain('action="/cart/lines"')
    const large = /href="(\/p\/morning-mug\?[^"]+)"[^>]*>L</.exec(html)?.[1]
    const next = await get((large ?? '').replaceAll('&amp;', '&'))
    expect(next.html).toContain(`value="${mug.variantIds[2]}"`)
  })

  test('tells search engines what it is', async () => {
    const { html } = await get('/p/morning-mug')
    const [product, way] = dataOf(html)
    expect(product).toMatchObject({
      '@type': 'Product',
      name: 'Morning <mug>',
      offers: [
        { price: '22.00', priceCurrency: 'EUR', availability: 'https://schema.org/LimitedAvailability' },
        { availability: 'https://schema.org/OutOfStock' },
        { price: '28.00' },
      ],
    })
    expect(way).toMatchObject({ itemListElement: [{ name: 'Ceramics' }, { name: 'Cups' }, { name: 'Morning <mug>' }] })
    expect(html).toContain('<link rel="canonical" href="http://shop.test/p/morning-mug">')
    expect(html).toContain('hreflang="de" href="http://shop.test/de/p/morning-mug"')
  })

  test('shows a sale beside what it was', async () => {
    const { html, text } = await get('/p/plain-bowl')
    expect(text).toContain('Now €19.99')
    expect(html).toContain('<s class="price__was">€30.00</s>')
    expect(text).not.toContain('30 days before')
  })

  test('is kept for all, without cookies', async () => {
    const { headers } = await get('/p/plain-bowl')
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    expect(headers.get('set-cookie')).toBeNull()
  })
})

test('products looked at come by their ids, those of today only (G8)', async () => {
  const { html } = await get(`/fragments/products?id=${mug.productId}&id=${newId<'product'>()}`)
  expect(html.match(/class="card"/g)).toHaveLength(1)
  expect((await get('/fragments/products?id=nonsense')).status).toBe(400)
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
    const answer = await shop.app.request('http://shop.test/search?q=mug-l%20b')
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/p/morning-mug?variant=${mug.variantIds[2]}`,
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
    const variantId = mug.variantIds[0] ?? (newId<'variant'>() satisfies VariantId)
    if (list) await done(db, (tx) => setPrices(tx, [{ priceListId: list.id, variantId, amount: 2500 }]))
    await shop.deps.catalog.refresh([`product:${mug.productId}`])
    const { text } = await get('/en-us/c/cups')
    expect(text).toContain('1 product')
    expect((await get('/en-us/p/morning-mug')).text).toContain('$25.00 plus tax')
    expect((await get('/en-us/p/plain-bowl')).text).toContain('not sold in United States')
  })

  test('keeps the page when the country is changed', async () => {
    const { html } = await get('/de/c/cups')
    expect(html).toContain('href="/c/cups" hrefLang="en"')
  })

  test('sends /en to the home place', async () => {
    const answer = await shop.app.request('http://shop.test/en/p/morning-mug')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/p/morning-mug'])
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
    const answer = await shop.app.request('http://shop.test/de/p/old-name')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/de/p/new-name'])
  })
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
