import { headerOf, type Header } from '../csv/row.ts'

/**
 * The shop's own file. Each row says in `Record` what it is: first `attribute` and `category` rows, then products (a
 * `product` row followed by its `option`, `picture` and `variant` rows with the same slug), then `collection` and
 * `redirect` rows. Columns that a row does not need are blank.
 */
export const columns = {
  record: 'Record',
  slug: 'Slug',
  title: 'Title',
  html: 'Description',
  parent: 'Parent',
  position: 'Position',
  vendor: 'Vendor',
  type: 'Type',
  tags: 'Tags',
  status: 'Status',
  published: 'Published at',
  taxClass: 'Tax class',
  giftCard: 'Gift card',
  categories: 'Categories',
  seoTitle: 'SEO title',
  seoDescription: 'SEO description',
  paths: 'Old paths',
  options: 'Options',
  swatch: 'Swatch',
  sku: 'SKU',
  gtin: 'GTIN',
  mpn: 'MPN',
  weightGrams: 'Weight (g)',
  lengthMm: 'Length (mm)',
  widthMm: 'Width (mm)',
  heightMm: 'Height (mm)',
  hsCode: 'HS code',
  originCountry: 'Origin',
  requiresShipping: 'Requires shipping',
  taxable: 'Taxable',
  stock: 'Stock',
  stockPolicy: 'Stock policy',
  picture: 'Picture',
  pictureAlt: 'Picture alt',
  pictureFacts: 'Picture facts',
  unit: 'Unit',
  filterable: 'Filterable',
  products: 'Products',
  target: 'Target',
} as const

export type Field = keyof typeof columns

/** One group of columns for each price list: `Price eu`, `Sale price eu`, … */
export const priceColumns = {
  price: 'Price',
  compareAt: 'Compare-at price',
  sale: 'Sale price',
  saleStarts: 'Sale starts',
  saleEnds: 'Sale ends',
} as const

export type PriceField = keyof typeof priceColumns

const byName = new Map<string, string>(Object.entries(columns).map(([field, name]) => [name.toLowerCase(), field]))
const byPriceName = new Map<string, string>(
  Object.entries(priceColumns).map(([field, name]) => [name.toLowerCase(), field]),
)

/** `Price eu` → `price:eu`, `Attribute material` → `attribute:material`. */
function fieldOf(name: string): string | null {
  const plain = name.trim().toLowerCase()
  const known = byName.get(plain)
  if (known) return known
  const cut = plain.lastIndexOf(' ')
  const [start, end] = [plain.slice(0, cut), plain.slice(cut + 1)]
  if (cut > 0 && start === 'attribute') return `attribute:${end}`
  const price = byPriceName.get(start)
  return cut > 0 && price ? `${price}:${end}` : null
}

export const header = (names: readonly string[]): Header => headerOf(names, fieldOf)

/** Only our own file has a `Record` column beside a slug. */
export function score(names: readonly string[]): number {
  const found = header(names).columns
  return found.has('record') && found.has('slug') ? 1000 + found.size : 0
}
