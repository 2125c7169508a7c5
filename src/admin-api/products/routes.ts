import type { ProductId } from '#kernel/id'
import { ok, type Result } from '#kernel/result'
import { plainVariant, registerMedia, saveProduct, type ProductInput } from '#modules/catalog'
import { adjustStock, type BelowReserved } from '#modules/inventory'
import { processImage } from '#platform/images'
import { type Ask, type Route, write } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, idIn, missing, read, readOne, refused, unfit, unsaved } from '../desk.ts'
import { readScreen } from './detail.ts'
import type { ProductEdit } from '../types.ts'
import { newProductInput, optionsInput, type ProductChange, productInput, stockInput } from './input.ts'
import { productListQuery, productPage } from './list.ts'
import { saveOptions } from './save-options.ts'
import { saveScreen } from './save.ts'
import { explainPicture, explainSave, explainStock } from './words.ts'

export const productRoutes = (deps: AdminDeps): Route[] => [
  read({
    path: '/products',
    query: productListQuery,
    handle: async (c, query) => c.json(await productPage(deps.db, query)),
  }),
  readOne({ path: '/products/:id', kind: 'product', find: (id) => readScreen(deps.db, id) }),
  createRoute(deps),
  saveRoute(deps),
  optionsRoute(deps),
  stockRoute(deps),
  pictureRoute(deps),
]

/** A title is enough to begin with. */
const draft = (title: string): ProductInput => ({
  title,
  descriptionHtml: '',
  vendor: '',
  type: '',
  tags: [],
  status: 'draft',
  publishedAt: null,
  taxClass: 'standard',
  seoTitle: '',
  seoDescription: '',
  categoryIds: [],
  attributes: [],
  options: [],
  variants: [plainVariant],
  media: [],
})

const createRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/products',
    body: newProductInput,
    handle: async (c, { title }) => {
      const entry = { action: 'product.created', after: { title } }
      const made = await audited(c, db, entry, (tx, actor) => saveProduct(tx, { product: draft(title), actor }))
      return made.ok ? c.json({ id: made.value.productId }) : unfit(c, [explainSave(made.refusal)])
    },
  })

const saveRoute = ({ db, clock }: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/products/:id',
    body: productInput,
    maxBytes: 4_000_000,
    handle: async (c, body) => {
      const id = idIn<'product'>(c)
      const before = id ? await readScreen(db, id) : null
      if (!id || !before) return missing(c)
      const entry = { action: 'product.saved', subjectId: id, ...changesOf(before.product, body) }
      const saved = await audited(c, db, entry, (tx, actor) =>
        saveScreen(tx, { id, change: body, actor, now: clock.now() }),
      )
      if (saved.ok) return c.json(await readScreen(db, id))
      return unsaved(c, saved.refusal, explainSave(saved.refusal))
    },
  })

const optionsRoute = ({ db }: AdminDeps): Route =>
  changeOne({
    method: 'PUT',
    path: '/products/:id/options',
    body: optionsInput,
    kind: 'product',
    handle: async (c, body, id) => {
      const entry = { action: 'product.options_saved', subjectId: id, after: body.options }
      const saved = await audited(c, db, entry, (tx, actor) => saveOptions(tx, { id, change: body, actor }))
      if (saved.ok) return c.json(await readScreen(db, id))
      if (saved.refusal.code === 'not_found') return missing(c)
      return unsaved(c, saved.refusal, explainSave(saved.refusal))
    },
  })

/** For the audit log: the product's own fields before and after, and the prices that were set. */
function changesOf(known: ProductEdit, { version: _version, variants, ...after }: ProductChange) {
  const before = Object.fromEntries(Object.entries(known).filter(([name]) => name in after))
  const prices = variants.filter((variant) => variant.prices.length > 0).map(({ id, prices: set }) => ({ id, set }))
  return { before, after: { ...after, ...(prices.length > 0 ? { prices } : {}) } }
}

const stockRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/products/:id/stock',
    body: stockInput,
    handle: async (c, body) => {
      const productId = idIn<'product'>(c)
      if (!productId || !(await isVariantOf(db, productId, body.variantId))) return missing(c)
      const entry = { action: 'stock.adjusted', subjectId: productId, after: body }
      const counted = await audited(c, db, entry, (tx, actor): Promise<Result<unknown, BelowReserved>> =>
        adjustStock(tx, { ...body, actor }),
      )
      return counted.ok ? done(c) : refused(c, counted.refusal, explainStock(counted.refusal))
    },
  })

async function isVariantOf(db: AdminDeps['db'], productId: ProductId, variantId: string): Promise<boolean> {
  const row = await db
    .selectFrom('variants')
    .select('id')
    .where('id', '=', variantId)
    .where('product_id', '=', productId)
    .executeTakeFirst()
  return row !== undefined
}

/** The picture's bytes as they are; the pipeline decides by them, not by any name or type, what they are. */
const pictureRoute = ({ db, mediaFolder }: AdminDeps): Route =>
  write({
    method: 'POST',
    path: '/admin/api/media',
    who: 'staff',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: null,
    body: 'raw',
    maxBytes: 30_000_000,
    handle: async (c, { body }) => keepPicture(c, { db, mediaFolder }, body),
  })

type Keep = Pick<AdminDeps, 'db' | 'mediaFolder'>

async function keepPicture(c: Ask, { db, mediaFolder }: Keep, bytes: Buffer): Promise<Response> {
  const made = await processImage(bytes, mediaFolder)
  if (!made.ok) return unfit(c, [{ path: '', message: explainPicture(made.refusal) }])
  const entry = { action: 'media.uploaded', after: { hash: made.value.hash } }
  const kept = await audited(c, db, entry, async (tx) => ok(await registerMedia(tx, made.value)))
  return c.json({ mediaId: kept.ok ? kept.value : '', hash: made.value.hash, alt: '' })
}
