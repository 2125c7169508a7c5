import type { CategoryId, CustomerGroupId, MarketId, MediaId, ProductId, VariantId } from '#kernel/id'
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

/** What a price list of the market says about a variant: a `ListRow` for `priceFor` of pricing. */
export type PageVariantPrice = Readonly<{
  fromQuantity: number
  /** Null: the market's ordinary prices. */
  listName: string | null
  startsAt: Date | null
  endsAt: Date | null
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
  /** The ordinary price of one. Null: not for sale in this market, or no market was asked for. */
  price: PageVariantPrice | null
  /** All prices that may count for whoever asked: tiers and other lists besides the ordinary one. */
  prices: PageVariantPrice[]
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
  giftCard: boolean
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

type Instants = 'saleStartsAt' | 'saleEndsAt' | 'startsAt' | 'endsAt'
type PriceJson = Omit<PageVariantPrice, Instants | 'currency'> & Record<Instants, string | null> & { currency: string }
type VariantJson = Omit<PageVariant, 'price' | 'prices'> & { prices: PriceJson[] }
type Row = Omit<ProductPage, 'variants'> & { variants: VariantJson[] }

const bySlug = prepared<Row>('product_page', productPageText)
const bySlugs = prepared<Row>('product_pages', productPagesText)

/** Whose prices are asked for: those of a market, and of a group's lists besides. */
type Asking = Readonly<{ marketId: MarketId; groupId?: CustomerGroupId | null }>

/** One reader for each whose prices are asked for. */
const readers = new Map<string, ReturnType<typeof batched<Row>>>()

function readerFor(asking: Asking | null): ReturnType<typeof batched<Row>> {
  const whose = [asking?.marketId ?? null, asking?.groupId ?? null]
  const key = whose.join(' ')
  const known = readers.get(key)
  if (known) return known
  const reader = batched<Row>({
    one: async (db, slug) => (await bySlug(db, [slug, ...whose]))[0] ?? null,
    many: (db, slugs) => bySlugs(db, [slugs, ...whose]),
    keyOf: ({ slug }) => slug,
  })
  readers.set(key, reader)
  return reader
}

/**
 * What the page of a published product shows, in one statement; with a market also its prices and what is left. Null
 * for a slug that no shopper may see now.
 */
export async function readProductPage(db: Db, slug: string, asking: Asking | null = null): Promise<ProductPage | null> {
  const row = await readerFor(asking)(db, slug)
  return row ? { ...row, variants: row.variants.map((variant) => ({ ...variant, ...pricesOf(variant.prices) })) } : null
}

function pricesOf(found: readonly PriceJson[]): Pick<PageVariant, 'price' | 'prices'> {
  const prices = found.map(priceOf)
  return { prices, price: prices.find((each) => each.listName === null && each.fromQuantity === 1) ?? null }
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

const priceOf = (price: PriceJson): PageVariantPrice => ({
  ...price,
  saleStartsAt: dateOf(price.saleStartsAt),
  saleEndsAt: dateOf(price.saleEndsAt),
  startsAt: dateOf(price.startsAt),
  endsAt: dateOf(price.endsAt),
  currency: currencyOf(price.currency),
})
