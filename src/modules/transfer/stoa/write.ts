import { decimal, money, type Currency } from '#kernel/money'
import type { StoredPrice, StoredProduct, StoredVariant } from '../stored-products.ts'
import { factsText } from '../pictures/facts.ts'
import type { Field, PriceField } from './columns.ts'
import { joined } from './lists.ts'

/** One row of our file: cells by field. What is not named is blank. */
export type Cells = Partial<Record<Field | `attribute:${string}` | `${PriceField}:${string}`, string>>

/** A product's rows, in the order in which they are read again. */
export function rowsOf(product: StoredProduct, currencies: ReadonlyMap<string, Currency>): Cells[] {
  const { slug } = product
  const options = product.options.flatMap(({ name, values }) =>
    values.map(({ value, swatch }): Cells => ({
      record: 'option',
      slug,
      title: name,
      options: value,
      swatch: swatch ?? '',
    })),
  )
  const pictures = product.media.map((media): Cells => ({
    record: 'picture',
    slug,
    picture: `media:${media.hash}`,
    pictureAlt: media.alt,
    pictureFacts: factsText(media),
  }))
  const hashes = new Map(product.media.map((media) => [media.id, `media:${media.hash}`]))
  const variants = product.variants.map((variant): Cells => ({
    ...variantCells(variant),
    slug,
    picture: joined(variant.mediaIds.flatMap((id) => hashes.get(id) ?? [])),
    ...Object.assign({}, ...variant.prices.map((price) => priceCells(price, currencies.get(price.list)))),
  }))
  return [productCells(product), ...options, ...pictures, ...variants]
}

const productCells = (product: StoredProduct): Cells => ({
  record: 'product',
  slug: product.slug,
  title: product.title,
  html: product.descriptionHtml,
  vendor: product.vendor,
  type: product.type,
  tags: joined(product.tags),
  status: product.status,
  published: product.publishedAt?.toISOString() ?? '',
  taxClass: product.taxClass,
  giftCard: product.giftCard ? 'yes' : '',
  categories: joined(product.categories.map((category) => category.slug)),
  seoTitle: product.seoTitle,
  seoDescription: product.seoDescription,
  paths: joined(product.redirects),
  ...Object.fromEntries(product.attributes.map(({ code, values }) => [`attribute:${code}`, joined(values)])),
})

const text = (value: number | string | null): string => (value === null ? '' : String(value))
const flag = (value: boolean): string => (value ? 'yes' : 'no')

const variantCells = (variant: StoredVariant): Cells => ({
  record: 'variant',
  options: joined(variant.options),
  sku: text(variant.sku),
  gtin: text(variant.gtin),
  mpn: text(variant.mpn),
  weightGrams: text(variant.weightGrams),
  lengthMm: text(variant.lengthMm),
  widthMm: text(variant.widthMm),
  heightMm: text(variant.heightMm),
  hsCode: text(variant.hsCode),
  originCountry: text(variant.originCountry),
  requiresShipping: flag(variant.requiresShipping),
  taxable: flag(variant.taxable),
  stock: text(variant.stock?.onHand ?? null),
  stockPolicy: variant.stock?.policy ?? '',
})

function priceCells(price: StoredPrice, currency: Currency | undefined): Cells {
  if (!currency) return {}
  const { list } = price
  const sum = (amount: number | null): string => (amount === null ? '' : decimal(money(amount, currency)))
  return {
    [`price:${list}`]: sum(price.amount),
    [`compareAt:${list}`]: sum(price.compareAtAmount),
    [`sale:${list}`]: sum(price.saleAmount),
    [`saleStarts:${list}`]: time(price.saleStartsAt),
    [`saleEnds:${list}`]: time(price.saleEndsAt),
  }
}

/** Whatever zone the database tells times in. */
const time = (at: string | null): string => (at === null ? '' : new Date(at).toISOString())
