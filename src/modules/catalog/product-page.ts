import type { CategoryId, MarketId, MediaId, ProductId, VariantId } from '#kernel/id'
import { currencyOf, type Currency } from '#kernel/money'
import { batched } from '#platform/batched'
import type { Db } from '#platform/db'
import { prepared } from '#platform/prepared'
import { productPagesText, productPageText } from './product-page-sql.ts'
import type { AttributeType } from './save-attribute.ts'

/** A picture as pages need it: its files are named by `hash` and each of `widths`. */
export type Picture = Readonly<{
  id: MediaId
  hash: string
  width: number
  height: number
  widths: number[]
  color: string
  alt: string
}>

/** What a market's price list says about a variant: a `PriceRow` for `effectivePrice` of pricing. */
export type PageVariantPrice = Readonly<{
  amount: number
  compareAtAmount: number | null
  saleAmount: number | null
  saleStartsAt: Date | null
  saleEndsAt: Date | null
  currency: Currency
}>

export type PageVariant = Readonly<{
  id: VariantId
  /** One value an option, in the options' order. */
  options: string[]
  sku: string | null
  gtin: string | null
  mpn: string | null
  weightGrams: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  requiresShipping: boolean
  mediaIds: MediaId[]
  /** Null: not for sale in this market, or no market was asked for. */
  price: PageVariantPrice | null
  stock: { policy: 'deny' | 'continue' | 'untracked'; available: number }
}>

export type PageAttribute = Readonly<{
  code: string
  name: string
  type: AttributeType
  unit: string
  values: string[]
}>

/** All that a product page shows. */
export type ProductPage = Readonly<{
  id: ProductId
  slug: string
  title: string
  descriptionHtml: string
  vendor: string
  type: string
  publishedAt: Date
  updatedAt: Date
  taxClass: string
  seoTitle: string
  seoDescription: string
  tags: string[]
  options: { id: string; name: string; values: { id: string; value: string; swatch: string | null }[] }[]
  variants: PageVariant[]
  media: Picture[]
  attributes: PageAttribute[]
  /** From the top of the tree down to the main category. */
  trail: { id: CategoryId; slug: string; title: string }[]
}>

type PriceJson = Omit<PageVariantPrice, 'saleStartsAt' | 'saleEndsAt' | 'currency'> & {
  saleStartsAt: string | null
  saleEndsAt: string | null
  currency: string
}
type Row = Omit<ProductPage, 'variants'> & { variants: (Omit<PageVariant, 'price'> & { price: PriceJson | null })[] }

const bySlug = prepared<Row>('product_page', productPageText)
const bySlugs = prepared<Row>('product_pages', productPagesText)

/** One reader a market: a page shows the prices of one. */
const readers = new Map<MarketId | null, ReturnType<typeof batched<Row>>>()

function readerFor(marketId: MarketId | null): ReturnType<typeof batched<Row>> {
  const known = readers.get(marketId)
  if (known) return known
  const reader = batched<Row>({
    one: async (db, slug) => (await bySlug(db, [slug, marketId]))[0] ?? null,
    many: (db, slugs) => bySlugs(db, [slugs, marketId]),
    keyOf: ({ slug }) => slug,
  })
  readers.set(marketId, reader)
  return reader
}

/**
 * What the page of a published product shows, in one statement; with a market also its prices and what is left. Null
 * for a slug that no shopper may see now.
 */
export async function readProductPage(
  db: Db,
  slug: string,
  marketId: MarketId | null = null,
): Promise<ProductPage | null> {
  const row = await readerFor(marketId)(db, slug)
  return row
    ? { ...row, variants: row.variants.map((variant) => ({ ...variant, price: priceOf(variant.price) })) }
    : null
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

const priceOf = (price: PriceJson | null): PageVariantPrice | null =>
  price && {
    ...price,
    saleStartsAt: dateOf(price.saleStartsAt),
    saleEndsAt: dateOf(price.saleEndsAt),
    currency: currencyOf(price.currency),
  }
