import { newId, type CategoryId, type MediaId, type PriceListId, type ProductId, type VariantId } from '#kernel/id'
import { ok, type Refusal, type Result } from '#kernel/result'
import { command, type Db, type Tx } from '#platform/db'
import {
  registerMedia,
  saveCategory,
  saveCollection,
  saveProduct,
  type CategoryInput,
  type CollectionInput,
  type ProductInput,
  type VariantInput,
  plainVariant,
} from '#modules/catalog'
import { setStock } from '#modules/inventory'
import { readMarkets, startMarkets, type Market } from '#modules/market'
import { readPriceLists, setPrices, startPriceLists, type PriceInput } from '#modules/pricing'

/** Runs a command that a story takes for granted. */
export async function done<T, R extends Refusal>(db: Db, run: (tx: Tx) => Promise<Result<T, R>>): Promise<T> {
  const result = await command(db, run)
  if (!result.ok) throw new Error(`The story began with a refusal: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** One of the markets that a shop starts with, by code; the first one (EUR, taxes included) without. */
export async function aMarket(db: Db, code = 'eu'): Promise<Market> {
  await done(db, async (tx) => {
    await startMarkets(tx)
    await startPriceLists(tx)
    return ok(null)
  })
  const market = (await readMarkets(db)).find((each) => each.code === code)
  if (!market) throw new Error(`no market ${code}`)
  return market
}

/** The price list of a market, by the market's code. */
export async function aPriceList(db: Db, code = 'eu'): Promise<PriceListId> {
  const market = await aMarket(db, code)
  const list = (await readPriceLists(db)).find((each) => each.marketId === market.id)
  if (!list) throw new Error(`no price list in market ${code}`)
  return list.id
}

/** What can be said of a variant; the rest is ordinary. */
export type VariantWords = Partial<VariantInput> & {
  /** Minor units in the price list `eu`; null is not for sale. 2000 when not said. */
  price?: number | null
  sale?: Pick<PriceInput, 'saleAmount' | 'saleStartsAt' | 'saleEndsAt' | 'compareAtAmount'>
  /** Pieces on hand. 10 when not said. */
  stock?: number
  policy?: 'deny' | 'continue' | 'untracked'
}

/** What can be said of a product; the rest is ordinary. Options are made of the variants when not said. */
export type ProductWords = Partial<Omit<ProductInput, 'variants'>> & { variants?: VariantWords[] }

/** A product as the form would send it, for `saveProduct`. */
export function productInput({ variants = [{}], ...words }: ProductWords = {}): ProductInput {
  const inputs = variants.map(variantInput)
  const names = ['Size', 'Color', 'Material', 'Finish', 'Style']
  const width = inputs[0]?.options.length ?? 0
  return {
    title: `Mug ${newId().slice(-6)}`,
    descriptionHtml: '<p>Holds what you pour.</p>',
    vendor: 'Stoa Works',
    type: 'Mug',
    tags: [],
    status: 'active',
    publishedAt: new Date('2026-01-01T00:00:00Z'),
    taxClass: 'standard',
    seoTitle: '',
    seoDescription: '',
    categoryIds: [],
    attributes: [],
    options: names.slice(0, width).map((name, index) => ({
      name,
      values: [...new Set(inputs.map((variant) => variant.options[index] ?? ''))].map((value) => ({ value })),
    })),
    media: [],
    ...words,
    variants: inputs,
  }
}

export const variantInput = ({
  price: _price,
  sale: _sale,
  stock: _stock,
  policy: _policy,
  ...words
}: VariantWords = {}): VariantInput => ({ ...plainVariant, weightGrams: 300, ...words })

export type BuiltProduct = { productId: ProductId; slug: string; variantIds: VariantId[] }

/** A product in the shop, with prices in the market `eu` and stock. */
export async function aProduct(db: Db, words: ProductWords = {}): Promise<BuiltProduct> {
  const priceListId = await aPriceList(db)
  const product = productInput(words)
  const spoken = words.variants ?? [{}]
  return done(db, async (tx): Promise<Result<BuiltProduct>> => {
    const saved = await saveProduct(tx, { product, actor: 'test' })
    if (!saved.ok) return saved
    const variantIds = saved.value.variants.map(({ variantId }) => variantId)
    const prices = spoken.map(({ price = 2000, sale }, index) => ({ variantId: variantIds[index], price, sale }))
    const set = await setPrices(
      tx,
      prices.flatMap(({ variantId, price, sale }) =>
        variantId && price !== null ? [{ priceListId, variantId, amount: price, ...sale }] : [],
      ),
    )
    if (!set.ok) return set
    for (const [index, { stock = 10, policy = 'deny' }] of spoken.entries()) {
      const variantId = variantIds[index]
      if (variantId) await setStock(tx, { variantId, onHand: stock, policy, reason: 'story', actor: 'test' })
    }
    const { productId } = saved.value
    const { slug } = await tx
      .selectFrom('products')
      .select('slug')
      .where('id', '=', productId)
      .executeTakeFirstOrThrow()
    return ok({ productId, slug, variantIds })
  })
}

/** The only variant of a new product. */
export async function aVariant(db: Db, words: VariantWords & { title?: string } = {}): Promise<VariantId> {
  const { title, ...variant } = words
  const { variantIds } = await aProduct(db, { ...(title && { title }), variants: [variant] })
  const [variantId] = variantIds
  if (!variantId) throw new Error('a product without variants')
  return variantId
}

export async function aCategory(db: Db, words: Partial<CategoryInput> = {}): Promise<CategoryId> {
  const category = { parentId: null, title: `Cups ${newId().slice(-6)}`, ...words }
  return (await done(db, (tx) => saveCategory(tx, { category, actor: 'test' }))).categoryId
}

export async function aCollection(db: Db, words: Partial<CollectionInput> = {}) {
  const publishedAt = new Date('2026-01-01T00:00:00Z')
  const collection = { title: `Gifts ${newId().slice(-6)}`, productIds: [], publishedAt, ...words }
  return (await done(db, (tx) => saveCollection(tx, { collection, actor: 'test' }))).collectionId
}

/** A picture that is known; its files are not there. */
export async function aPicture(db: Db): Promise<MediaId> {
  const hash = (newId() + newId()).replaceAll('-', '').slice(0, 64)
  const media = { hash, width: 1600, height: 1200, widths: [320, 640, 1280], color: '#ccaa88' }
  return done(db, async (tx) => ok(await registerMedia(tx, media)))
}
