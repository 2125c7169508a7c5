import { headerOf, type Header } from '../csv/row.ts'
import { codeOf } from '../csv/values.ts'

/** Each field with its names in the old and the new export, in lower case. */
const names: Record<string, readonly string[]> = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  html: ['body (html)', 'body html', 'description'],
  vendor: ['vendor'],
  category: ['product category'],
  type: ['type', 'custom product type'],
  standardType: ['standard product type', 'standardized product type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  sku: ['variant sku', 'sku'],
  barcode: ['variant barcode', 'barcode'],
  option1Name: ['option1 name'],
  option1Value: ['option1 value'],
  option2Name: ['option2 name'],
  option2Value: ['option2 value'],
  option3Name: ['option3 name'],
  option3Value: ['option3 value'],
  price: ['variant price', 'price'],
  compareAt: ['variant compare at price', 'variant compare-at price', 'compare-at price', 'compare at price'],
  taxable: ['variant taxable', 'charge tax'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  quantity: ['variant inventory qty', 'inventory quantity'],
  policy: ['variant inventory policy', 'continue selling when out of stock'],
  grams: ['variant grams', 'weight value (grams)'],
  requiresShipping: ['variant requires shipping', 'requires shipping'],
  image: ['image src', 'product image url'],
  imagePosition: ['image position'],
  imageAlt: ['image alt text'],
  variantImage: ['variant image', 'variant image url'],
  giftCard: ['gift card'],
  seoTitle: ['seo title'],
  seoDescription: ['seo description'],
  mpn: ['google shopping / mpn', 'google shopping / manufacturer part number (mpn)'],
  hsCode: ['variant hs code', 'hs code', 'harmonized system code'],
  origin: ['variant country of origin', 'country of origin', 'coo'],
  'attribute:gender:Gender': ['google shopping / gender'],
  'attribute:age_group:Age group': ['google shopping / age group'],
}

const fields = new Map(Object.entries(names).flatMap(([field, aliases]) => aliases.map((alias) => [alias, field])))

/** Columns that one of our markets may know: `Price / International`. */
const ofMarket = /^(included|price|compare[- ]at price) \/ (.+)$/i
const metafield = /^(.*?)\s*\((?:product\.)?metafields\.([^.()]+)\.([^()]+)\)$/i

/** The field of a column; `market:price:<name>` and `attribute:<code>:<name>` for those that are named by the shop. */
export function fieldOf(name: string): string | null {
  const plain = name.trim().toLowerCase().replace(/\s+/g, ' ')
  const known = fields.get(plain)
  if (known !== undefined) return known
  const market = ofMarket.exec(name.trim())
  if (market?.[1] && market[2]) return `market:${market[1].toLowerCase().replace(/[- ]/g, '')}:${market[2].trim()}`
  const own = metafield.exec(name.trim())
  return own?.[3] ? `attribute:${codeOf(own[3])}:${own[1] || own[3]}` : null
}

export const header = (columns: readonly string[]): Header => headerOf(columns, fieldOf)

/** Shopify alone has a handle beside a title; what its other files have instead of products is sorted out here. */
export function score(columns: readonly string[]): number {
  const found = header(columns).columns
  if (!found.has('handle') && !(found.has('title') && found.has('option1Name'))) return 0
  if (columns.some((name) => /^(location|on hand \(new\)|lineitem name|customer id)$/i.test(name.trim()))) return 0
  return found.has('title') || found.has('price') ? found.size : 0
}
