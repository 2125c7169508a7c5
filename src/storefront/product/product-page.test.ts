import { beforeAll, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { aProduct } from '#testing/builders'
import { aFurnishedShop, type FurnishedShop } from '#testing/furnished-shop'
import { testDb } from '#testing/db'

const { db } = testDb()
let shop: FurnishedShop
const get = (path: string) => shop.get(path)

beforeAll(async () => {
  shop = await aFurnishedShop(db)
})

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

  test('of a gift card speaks of no tax and no shipping, and of a file of no shipping', async () => {
    const variants = [{ price: 2500, requiresShipping: false }]
    await aProduct(db, { title: 'Card', slug: 'card', giftCard: true, variants })
    await aProduct(db, { title: 'File', slug: 'file', variants })
    const [card, file] = [await get('/p/card'), await get('/p/file')]
    for (const note of ['incl. VAT', 'plus shipping']) expect(card.html.split('<footer')[0]).not.toContain(note)
    expect(file.html.split('<footer')[0]).toContain('incl. VAT<')
  })

  test('carries the chosen variant in its address, with its picture first and its stock (G48)', async () => {
    const [small, , large] = shop.mug.variantIds
    const chosen = await get(`/p/morning-mug?variant=${small}`)
    expect(chosen.text).toContain('Only 3 left')
    expect(chosen.text).toContain('€22.00')
    expect(chosen.text).toContain('MUG-S-B')
    const { html } = await get(`/p/morning-mug?variant=${large}`)
    expect(html.indexOf('View 1')).toBeLessThan(html.indexOf('View 0'))
  })

  test('strikes through what is sold out, and says so in words (G49)', async () => {
    const [, soldOut] = shop.mug.variantIds
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
    expect(next.html).toContain(`value="${shop.mug.variantIds[2]}"`)
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
  const { html } = await get(`/fragments/products?id=${shop.mug.productId}&id=${newId<'product'>()}`)
  expect(html.match(/class="card"/g)).toHaveLength(1)
  expect((await get('/fragments/products?id=nonsense')).status).toBe(400)
})
