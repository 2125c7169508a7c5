import type { CategoryId, MediaId } from '#kernel/id'
import { ok } from '#kernel/result'
import { type Db, type Tx, command } from '#platform/db'
import { processImage } from '#platform/images'
import {
  type NewProduct,
  insertProducts,
  readCategories,
  registerMedia,
  saveAttribute,
  saveCategory,
} from '#modules/catalog'
import { insertStock } from '#modules/inventory'
import { startMarkets } from '#modules/market'
import { type PriceList, insertPrices, readPriceLists, startPriceLists } from '#modules/pricing'
import { startShipping } from '#modules/shipping'
import { seedTaxRates } from '#modules/tax'
import { gtinOf, sourceOf } from './catalog.ts'
import { between, pick, randomFrom } from './pictures/engine/random.ts'
import { type Studio, openStudio } from './pictures/studio.ts'
import { demoMarkets, priceIn } from './prices.ts'
import { demoAttributes, demoCategories } from './products/index.ts'
import { colors, kinds, makers, materials, moods, places, sentences } from './large-words.ts'

export type LargeCatalog = { products: number; variantsEach: number }

const actor = 'demo'
const BATCH = 500
const sharedPictures = [
  'morning-mug',
  'moon-vase',
  'spring-tide',
  'seven-ridges',
  'field-notebook',
  'stripe-cushion',
  'globe-lamp',
  'round-tray',
  'pencil-cup',
  'songbird',
  'turned-candles',
  'supper-plates',
] as const

type Deps = { db: Db; mediaFolder: string; studio?: () => Studio }

/**
 * A large catalog for measuring: believable names, categories, attributes, prices in all markets and stock, and a few
 * pictures that all share. The same numbers make the same catalog, but for its ids.
 */
export async function makeLargeCatalog(
  { db, mediaFolder, studio = openStudio }: Deps,
  { products, variantsEach }: LargeCatalog,
  onProgress: (done: number, total: number, label: string) => void = () => {},
): Promise<void> {
  const media = await drawShared(db, mediaFolder, studio())
  const { categories, lists } = await inOne(db, prepare)
  const from = await db
    .selectFrom('products')
    .select((the) => the.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  const first = from?.count ?? 0
  const random = randomFrom(`large ${first}`)
  for (let done = 0; done < products; done += BATCH) {
    const count = Math.min(BATCH, products - done)
    const batch = Array.from({ length: count }, (_, index) =>
      oneOf(random, first + done + index, { categories, media, variantsEach }),
    )
    await inOne(db, (tx) => store(tx, batch, lists))
    onProgress(done + count, products, batch.at(-1)?.product.title ?? '')
  }
}

async function inOne<T>(db: Db, run: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await command(db, async (tx) => ok(await run(tx)))
  if (!result.ok) throw new Error('the large catalog was refused')
  return result.value
}

async function drawShared(db: Db, mediaFolder: string, studio: Studio): Promise<MediaId[]> {
  try {
    return await Promise.all(
      sharedPictures.map(async (name) => {
        const image = await processImage(await studio.draw(name), mediaFolder)
        if (!image.ok) throw new Error(`${name}: ${image.refusal.code}`)
        return inOne(db, (tx) => registerMedia(tx, { ...image.value, sourceUrl: sourceOf(name) }))
      }),
    )
  } finally {
    await studio.close()
  }
}

type Prepared = { categories: Map<string, CategoryId>; lists: PriceList[] }

async function prepare(tx: Tx): Promise<Prepared> {
  await startMarkets(tx)
  await startPriceLists(tx)
  await seedTaxRates(tx)
  await startShipping(tx)
  for (const [position, attribute] of demoAttributes.entries()) await saveAttribute(tx, { ...attribute, position })
  const categories = new Map((await readCategories(tx)).map((category) => [category.slug, category.id]))
  for (const [position, { slug, title, parent }] of demoCategories.entries()) {
    if (categories.has(slug)) continue
    const saved = await saveCategory(tx, {
      category: { slug, title, position, parentId: parent ? (categories.get(parent) ?? null) : null },
      actor,
    })
    if (saved.ok) categories.set(slug, saved.value.categoryId)
  }
  return { categories, lists: await readPriceLists(tx) }
}

type Made = { product: NewProduct; euros: number; stock: number[] }
type Around = { categories: ReadonlyMap<string, CategoryId>; media: readonly MediaId[]; variantsEach: number }

function oneOf(random: () => number, number: number, { categories, media, variantsEach }: Around): Made {
  const kind = pick(random, kinds)
  const material = pick(random, materials)
  const color = pick(random, colors)
  const title = `${pick(random, places)} ${pick(random, moods)} ${kind.name}`
  const values = Array.from({ length: variantsEach }, (_, index) => ({ value: sizes[index] ?? `Size ${index + 1}` }))
  const pictures = [0, 1].flatMap((shift) => media[(number + shift * 5) % media.length] ?? [])
  const product: NewProduct = {
    slug: `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${number + 1}`,
    title,
    descriptionHtml: `<p>${pick(random, sentences)} ${pick(random, sentences)}</p>`,
    vendor: pick(random, makers),
    type: kind.type,
    tags: [pick(random, moods).toLowerCase(), kind.type.toLowerCase()],
    status: 'active',
    publishedAt: new Date(Date.UTC(2026, 0, 1) - number * 60_000),
    taxClass: 'standard',
    seoTitle: title,
    seoDescription: '',
    categoryIds: kind.in.flatMap((slug) => categories.get(slug) ?? []),
    attributes: [
      { code: 'material', values: [material] },
      { code: 'color_family', values: [color] },
      { code: 'made_in', values: [pick(random, ['Portugal', 'Italy', 'Germany', 'Denmark', 'Japan'])] },
      { code: 'height', values: [String(Math.round(between(random, 4, 60)))] },
    ],
    options: [{ name: 'Size', values }],
    variants: values.map(({ value }, index) => ({
      options: [value],
      sku: `BL-${number + 1}-${index + 1}`,
      gtin: gtinOf(number + 1, index + 1),
      mpn: null,
      weightGrams: Math.round(between(random, 80, 3000)),
      lengthMm: null,
      widthMm: null,
      heightMm: null,
      hsCode: '691200',
      originCountry: 'PT',
      requiresShipping: true,
      taxable: true,
      mediaIds: [],
    })),
    media: pictures.map((mediaId) => ({ mediaId, alt: title })),
  }
  return {
    product,
    euros: Math.round(between(random, 9, 190)),
    stock: values.map(() => Math.floor(random() ** 2 * 120)),
  }
}

const sizes = ['Small', 'Medium', 'Large', 'Extra large', 'Giant']

async function store(tx: Tx, batch: readonly Made[], lists: readonly PriceList[]): Promise<void> {
  const saved = await insertProducts(
    tx,
    batch.map(({ product }) => product),
  )
  const markets = lists.filter((list) => demoMarkets.includes(list.code))
  const prices = saved.flatMap(({ variants }, index) =>
    variants.flatMap(({ variantId }, size) =>
      markets.map((list) => ({
        priceListId: list.id,
        variantId,
        amount: priceIn(list.code, ((batch[index]?.euros ?? 10) + size * 5) * 100),
      })),
    ),
  )
  await insertPrices(tx, prices)
  const counts = saved.flatMap(({ variants }, index) =>
    variants.map(({ variantId }, size) => ({ variantId, onHand: batch[index]?.stock[size] ?? 0 })),
  )
  await insertStock(tx, counts, actor)
}
