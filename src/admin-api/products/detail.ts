import type { ProductId } from '#kernel/id'
import { readCategories, readProductForEdit, trailTo, type ProductForEdit } from '#modules/catalog'
import { pathOf } from '#modules/content'
import { readStockLevels } from '#modules/inventory'
import { readKnownMarkets } from '#modules/market'
import { readPriceLists, readPricesOfProducts } from '#modules/pricing'
import type { Db } from '#platform/db'
import type { CategoryChoice, MediaEdit, PriceEdit, PriceListView, ProductScreen, VariantEdit } from '../types.ts'

/** A product with its prices in every market, its stock and its pictures. Null when there is none. */
export async function readScreen(db: Db, id: ProductId): Promise<ProductScreen | null> {
  const found = await readProductForEdit(db, id)
  if (!found) return null
  const { product, version } = found
  const [variants, media, priceLists, categories] = await Promise.all([
    variantsOf(db, found),
    mediaOf(db, product.media),
    priceListsOf(db),
    readCategoryChoices(db),
  ])
  const { attributes: _attributes, publishedAt, options, ...rest } = product
  const edit = {
    ...rest,
    id,
    version,
    publishedAt: publishedAt?.toISOString() ?? null,
    options: options.map(({ name }) => name),
    variants,
    media,
  }
  return { product: edit, priceLists, categories, path: pathOf('product', product.slug) }
}

async function variantsOf(db: Db, { id, product }: ProductForEdit): Promise<VariantEdit[]> {
  const prices = Map.groupBy(await readPricesOfProducts(db, [id]), (price) => price.variantId)
  const levels = await readStockLevels(
    db,
    product.variants.map((variant) => variant.id),
  )
  return product.variants.map((variant) => {
    const { onHand, reserved, policy } = levels.get(variant.id) ?? { onHand: 0, reserved: 0, policy: 'deny' as const }
    const { options, sku, gtin, weightGrams } = variant
    const ownPrices = (prices.get(variant.id) ?? []).map((price): PriceEdit => ({
      priceListId: price.priceListId,
      amount: price.amount,
      compareAtAmount: price.compareAtAmount,
      saleAmount: price.saleAmount,
      saleStartsAt: price.saleStartsAt?.toISOString() ?? null,
      saleEndsAt: price.saleEndsAt?.toISOString() ?? null,
    }))
    return { id: variant.id, options, sku, gtin, weightGrams, prices: ownPrices, stock: { onHand, reserved, policy } }
  })
}

async function mediaOf(db: Db, media: readonly { mediaId: string; alt: string }[]): Promise<MediaEdit[]> {
  if (media.length === 0) return []
  const ids = media.map(({ mediaId }) => mediaId)
  const rows = await db.selectFrom('media').select(['id', 'hash']).where('id', 'in', ids).execute()
  const hashes = new Map(rows.map(({ id, hash }) => [id, hash]))
  return media.map(({ mediaId, alt }) => ({ mediaId, hash: hashes.get(mediaId) ?? '', alt }))
}

async function priceListsOf(db: Db): Promise<PriceListView[]> {
  const markets = new Map((await readKnownMarkets(db)).map((market) => [market.id, market.name]))
  const lists = await readPriceLists(db)
  return lists.map(({ id, marketId, currency }) => ({ id, market: markets.get(marketId) ?? '', currency }))
}

/** Every category with the way to it: `Home › Kitchen › Mugs`. */
async function readCategoryChoices(db: Db): Promise<CategoryChoice[]> {
  const categories = await readCategories(db)
  return categories
    .map(({ id }) => ({
      id,
      path: trailTo(categories, id)
        .map(({ title }) => title)
        .join(' › '),
    }))
    .toSorted((a, b) => a.path.localeCompare(b.path))
}
