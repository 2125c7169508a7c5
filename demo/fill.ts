import { sql } from 'kysely'

import type { MediaId, ProductId } from '#kernel/id'
import type { Clock } from '#kernel/clock'
import { ok, type Result } from '#kernel/result'
import { type Db, type Tx, command } from '#platform/db'
import { processImage } from '#platform/images'
import {
  mediaFrom,
  readCategories,
  readCollections,
  registerMedia,
  saveAttribute,
  saveCategory,
  saveCollection,
} from '#modules/catalog'
import { listPages, savePage } from '#modules/content'
import { demoSettings, readSetting, saveSetting, shopSettings, startMarkets } from '#modules/market'
import { startPriceLists } from '#modules/pricing'
import { startShipping } from '#modules/shipping'
import { seedTaxRates } from '#modules/tax'
import { putProduct } from '#modules/transfer'
import { recordOf, sourceOf } from './catalog.ts'
import { demoAnnouncement, saveOffers, saveTradePrices } from './offers.ts'
import { demoPages, demoShop } from './pages.ts'
import { type Studio, openStudio } from './pictures/studio.ts'
import { demoAttributes, demoCategories, demoCollections, demoProducts } from './products/index.ts'

/** `studio` draws the pictures; a test may send for a quicker one. */
export type DemoDeps = { db: Db; mediaFolder: string; clock: Clock; studio?: () => Studio }
/** Called after each picture; `label` is the product that it belongs to. */
export type DemoProgress = (done: number, total: number, label: string) => void

const actor = 'demo'

/** Whether a filling is still to do or was cut off: true for an empty shop, false once it is full or has been emptied. */
export async function demoIsDue(db: Db): Promise<boolean> {
  const demo = await readSetting(db, 'demo', demoSettings)
  if (demo) return !demo.filled
  const { rows } = await sql<{ used: boolean }>`select exists (select from products)
    or exists (select from settings where key = 'shop') as used`.execute(db)
  return rows[0]?.used === false
}

/**
 * Fills the shop with the demo: markets, taxes, shipping, categories, products with drawn pictures, collections, pages.
 * What is there already is left as it is, so a filling that was cut off goes on where it was.
 */
export async function fillDemoShop(
  { db, mediaFolder, clock, studio: open = openStudio }: DemoDeps,
  onProgress: DemoProgress = () => {},
): Promise<void> {
  const since = await inOne(db, (tx) => prepare(tx, clock.now()))
  const names = demoProducts.flatMap(({ pictures }) => Object.keys(pictures))
  const media = await knownPictures(db, names)
  const studio = open()
  const progress = { done: names.filter((name) => media.has(name)).length, total: names.length, onProgress }
  try {
    const makers = { db, mediaFolder, studio, media, progress }
    await inOrder(
      demoProducts,
      PICTURES_AHEAD,
      (product) => drawPictures(makers, product),
      async (product, number) => {
        const record = recordOf({ product, number, since }, media)
        await inOne(db, async (tx) => {
          const put = await putProduct(tx, record, { system: 'demo', actor, now: clock.now() })
          if (put.state === 'refused') throw new Error(`${product.slug}: ${put.refusal.code}`)
        })
      },
    )
  } finally {
    await studio.close()
  }
  await inOne(db, (tx) => finish(tx, media, since))
}

/** Pictures of so many products are in the making at once. */
const PICTURES_AHEAD = 3

/** Works on a few ahead, and hands the results on in order. */
async function inOrder<T>(
  list: readonly T[],
  ahead: number,
  work: (one: T) => Promise<void>,
  then: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const running: Promise<void>[] = []
  for (let index = 0; index < list.length + ahead; index++) {
    const next = list[index]
    if (next !== undefined) running.push(work(next))
    const ready = list[index - ahead]
    if (ready === undefined) continue
    await running[index - ahead]
    await then(ready, index - ahead)
  }
}

async function inOne<T>(db: Db, run: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await command(db, async (tx) => ok(await run(tx)))
  return valueOf(result)
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`the demo was refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** Everything that products refer to. Answers the day on which the demo began; sales and news count from it. */
async function prepare(tx: Tx, now: Date): Promise<Date> {
  const demo = await readSetting(tx, 'demo', demoSettings)
  const since = demo ? new Date(demo.since) : now
  await saveSetting(tx, 'demo', { since: since.toISOString(), filled: demo?.filled ?? false })
  if (!(await readSetting(tx, 'shop', shopSettings)))
    await saveSetting(tx, 'shop', { ...demoShop, announcement: demoAnnouncement })
  await startMarkets(tx)
  await startPriceLists(tx)
  await seedTaxRates(tx)
  await startShipping(tx)
  for (const [position, attribute] of demoAttributes.entries())
    valueOf(await saveAttribute(tx, { ...attribute, position }))
  await saveCategories(tx, new Map())
  return since
}

async function saveCategories(tx: Tx, media: ReadonlyMap<string, MediaId>): Promise<void> {
  const known = new Map((await readCategories(tx)).map((category) => [category.slug, category.id]))
  for (const [position, { slug, title, text, picture, parent }] of demoCategories.entries()) {
    const category = {
      slug,
      title,
      descriptionHtml: `<p>${text}</p>`,
      seoDescription: text,
      position,
      parentId: parent ? (known.get(parent) ?? null) : null,
      mediaId: media.get(picture) ?? null,
    }
    const saved = valueOf(await saveCategory(tx, { id: known.get(slug), category, actor }))
    known.set(slug, saved.categoryId)
  }
}

async function knownPictures(db: Db, names: readonly string[]): Promise<Map<string, MediaId>> {
  const bySource = await mediaFrom(db, names.map(sourceOf))
  return new Map(
    names.flatMap((name) => {
      const id = bySource.get(sourceOf(name))
      return id ? [[name, id] as const] : []
    }),
  )
}

type Makers = {
  db: Db
  mediaFolder: string
  studio: Studio
  media: Map<string, MediaId>
  progress: { done: number; total: number; onProgress: DemoProgress }
}

async function drawPictures(
  { db, mediaFolder, studio, media, progress }: Makers,
  product: (typeof demoProducts)[number],
): Promise<void> {
  const missing = Object.keys(product.pictures).filter((name) => !media.has(name))
  await Promise.all(
    missing.map(async (name) => {
      const image = valueOf(await processImage(await studio.draw(name), mediaFolder))
      media.set(name, await inOne(db, (tx) => registerMedia(tx, { ...image, sourceUrl: sourceOf(name) })))
      progress.done += 1
      progress.onProgress(progress.done, progress.total, product.title)
    }),
  )
}

async function finish(tx: Tx, media: ReadonlyMap<string, MediaId>, since: Date): Promise<void> {
  await saveCategories(tx, media)
  await saveCollections(tx, since)
  await saveOffers(tx)
  await saveTradePrices(tx)
  const pages = new Set((await listPages(tx, { drafts: true })).map((page) => page.slug))
  for (const [position, { slug, title, seo, body }] of demoPages.entries()) {
    if (pages.has(slug)) continue
    const page = { slug, title, bodyHtml: body, seoTitle: title, seoDescription: seo, publishedAt: since, position }
    valueOf(await savePage(tx, { page, actor }))
  }
  await saveSetting(tx, 'demo', { since: since.toISOString(), filled: true })
}

async function saveCollections(tx: Tx, since: Date): Promise<void> {
  const rows = await tx.selectFrom('products').select(['id', 'slug']).execute()
  const ids = new Map(rows.map((row) => [row.slug, row.id as ProductId]))
  const known = new Set((await readCollections(tx, { drafts: true })).map((collection) => collection.slug))
  for (const [position, { slug, title, text, products }] of demoCollections.entries()) {
    if (known.has(slug)) continue
    const productIds = products.flatMap((product) => ids.get(product) ?? [])
    const collection = { slug, title, descriptionHtml: `<p>${text}</p>`, publishedAt: since, position, productIds }
    valueOf(await saveCollection(tx, { collection, actor }))
  }
}
