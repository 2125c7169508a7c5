import { savePage } from '#modules/content'
import type { Db } from '#platform/db'
import { aCategory, aCollection, aMarket, aPicture, aProduct, done, type BuiltProduct } from './builders.ts'
import { aStorefront, type TestStorefront } from './storefront.ts'

/** A page as it came, and the words that a reader sees of it. */
export type ReadPage = Readonly<{ status: number; html: string; text: string; headers: Headers }>

export type FurnishedShop = TestStorefront &
  Readonly<{
    mug: BuiltProduct
    get: (path: string) => Promise<ReadPage>
    location: (path: string) => Promise<unknown[]>
  }>

const ORIGIN = 'http://shop.test'

/** A small shop: ceramics with cups in it, a mug of two sizes and colors, a bowl on sale, 25 beakers, a page, gifts. */
export async function aFurnishedShop(db: Db): Promise<FurnishedShop> {
  await aMarket(db)
  const ceramics = await aCategory(db, { title: 'Ceramics', slug: 'ceramics', descriptionHtml: '<p>Fired twice.</p>' })
  const cups = await aCategory(db, { title: 'Cups', slug: 'cups', parentId: ceramics })
  const pictures = [await aPicture(db), await aPicture(db)] as const
  const mug = await aProduct(db, {
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
  const shop = await aStorefront(db)
  const get = async (path: string): Promise<ReadPage> => {
    const answer = await shop.app.request(ORIGIN + path)
    const html = await answer.text()
    return { status: answer.status, html, text: textOf(html), headers: answer.headers }
  }
  const location = async (path: string): Promise<unknown[]> => {
    const answer = await shop.app.request(ORIGIN + path)
    return [answer.status, answer.headers.get('location')]
  }
  return { ...shop, mug, get, location }
}

const textOf = (html: string): string =>
  html
    .replace(/<script.*?<\/script>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ')
