import { slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import { splitEscaped } from '../csv/values.ts'
import { Findings, type ReadContext, type Reading } from '../reading.ts'
import type { AttributeRecord, CategoryPlace, ProductRecord, VariantRecord } from '../record.ts'
import { valuesOf, variationsOf } from './attributes.ts'
import { readConfigurable } from './configurable.ts'
import { skuKey } from './grouping.ts'
import { Item } from './item.ts'
import { galleryOf } from './pictures.ts'
import { readVariant } from './variant.ts'

const HIDDEN = 'not visible individually'

/** One product from the rows of its SKU and those of its variations. */
export function read(rows: readonly Row[], context: ReadContext): Reading {
  const found = new Findings()
  const items = itemsOf(rows)
  const parent = rows.find((row) => variationsOf(row.text('configurable_variations')).length > 0) ?? rows[0]
  const item = parent && items.get(skuKey(parent.text('sku')))
  if (!item) {
    if (parent)
      found.error(
        parent,
        'store_view_code',
        `"${parent.text('sku')}" has no row of its own, only for a store view. Left out.`,
      )
    return found.done(null)
  }
  const type = item.text('product_type').toLowerCase() || 'simple'
  if (!importable.has(type)) {
    found.error(
      item.at('product_type'),
      'product_type',
      `"${item.text('name') || item.sku}" is of type ${type}, which the shop cannot sell yet. Left out.`,
    )
    return found.done(null)
  }
  sayWhatIsLost(rows, item, type, found)
  const { options, variants } =
    type === 'configurable'
      ? readConfigurable(item, items, context, found)
      : { options: [], variants: lone(readVariant(item, [], context, found)) }
  if (variants.length === 0) {
    if (found.problems.every((problem) => problem.severity !== 'error')) {
      found.error(item.row, 'sku', `"${item.sku}" has no variation that can be sold. Left out.`)
    }
    return found.done(null)
  }
  const deciding = new Set(options.map((option) => option.code))
  const product: ProductRecord = {
    ...words(item, found),
    keys: [item.sku],
    line: item.row.line,
    attributes: attributesOf(item, deciding),
    options: options.map(({ name, values }) => ({ name, values })),
    variants,
    pictures: galleryOf(item, variants),
    redirects: redirectsOf(rows, item),
  }
  return found.done(product)
}

const importable = new Set(['simple', 'virtual', 'downloadable', 'configurable'])

const lone = (variant: VariantRecord | null): VariantRecord[] => (variant ? [variant] : [])

function itemsOf(rows: readonly Row[]): Map<string, Item> {
  const byDefault = rows.filter((row) => row.text('store_view_code') === '')
  const bySku = Map.groupBy(byDefault, (row) => skuKey(row.text('sku')))
  return new Map([...bySku].flatMap(([sku, [first, ...rest]]) => (first ? [[sku, new Item([first, ...rest])]] : [])))
}

function sayWhatIsLost(rows: readonly Row[], item: Item, type: string, found: Findings): void {
  for (const row of rows) {
    const view = row.text('store_view_code')
    if (view !== '')
      found.note(
        row,
        'store_view_code',
        `A product has its words in one language here: those of store view "${view}" are not imported, its addresses are kept.`,
      )
  }
  if (item.text('custom_options') !== '')
    found.warning(item.at('custom_options'), 'custom_options', 'Custom options are not imported.')
  if (type === 'downloadable')
    found.warning(item.at('product_type'), 'product_type', 'The files of a download are not imported.')
}

function words(item: Item, found: Findings): Omit<ProductRecord, 'keys' | 'line' | 'variants' | 'redirects'> {
  const html = [item.value('short_description'), item.value('description')]
  const said = html.filter((text) => text !== undefined && text !== '')
  const set = item.value('attribute_set_code')
  const maker = item.attributes.get('manufacturer') ?? item.attributes.get('brand')
  return {
    slug: slugify(item.text('url_key')) || undefined,
    title: item.value('name') || undefined,
    descriptionHtml: html.every((text) => text === undefined) ? undefined : [...new Set(said)].join('\n'),
    vendor: maker === undefined ? undefined : (valuesOf(maker)[0] ?? ''),
    type: set === undefined || set.toLowerCase() === 'default' ? undefined : set,
    ...stateOf(item, found),
    taxClass: taxClassOf(item, found),
    seoTitle: item.value('meta_title'),
    seoDescription: item.value('meta_description'),
    categories: categoriesOf(item),
  }
}

type State = Pick<ProductRecord, 'status' | 'published'>

function stateOf(item: Item, found: Findings): State {
  const online = item.value('product_online')
  const visibility = item.value('visibility')?.toLowerCase()
  if (visibility === HIDDEN && online !== '0' && online !== '2') {
    found.warning(
      item.at('visibility'),
      'visibility',
      'Not visible, and no variation of another product in this file: goes in as a draft.',
    )
  }
  if (online === undefined && visibility === undefined) return {}
  const shown = (online ?? '1') === '1' && visibility !== HIDDEN
  return { status: shown ? 'active' : 'draft', published: shown }
}

function taxClassOf(item: Item, found: Findings): string | undefined {
  const name = item.value('tax_class_name')
  if (name === undefined) return undefined
  if (/reduc|ermäßigt|ermaessigt/i.test(name)) return 'reduced'
  if (!/^(?:taxable goods|default|none|0|2|)$/i.test(name)) {
    found.note(
      item.at('tax_class_name'),
      'tax_class_name',
      `"${name}" is no tax class of this shop: taken as standard.`,
    )
  }
  return 'standard'
}

/** Paths begin with the root category, which stands for the shop itself. A `/` in a name is written `\/`. */
function categoriesOf(item: Item): CategoryPlace[] | undefined {
  const text = item.value('categories')
  if (text === undefined) return undefined
  return text
    .split(',')
    .map((path) => ({ path: splitEscaped(path, '/').slice(1) }))
    .filter(({ path }) => path.length > 0)
}

/** What Magento keeps for itself, and what has its own place here. */
const own =
  'has_options required_options quantity_and_stock_status shipment_type gift_wrapping_available gift_wrapping_price ' +
  'options_container gift_message_available msrp msrp_enabled cost links_exist links_purchased_separately ' +
  'links_title samples_title price_view tier_price manufacturer brand gtin ean upc barcode mpn url_path ' +
  'image_label small_image_label thumbnail_label is_returnable related_tgtr_position_behavior'
const ownCodes = new Set(own.split(' '))

function attributesOf(item: Item, deciding: ReadonlySet<string>): AttributeRecord[] | undefined {
  const all = [...item.attributes].filter(([code]) => !ownCodes.has(code) && !deciding.has(code))
  if (item.attributes.size === 0) return undefined
  return all
    .map(([code, text]) => ({ code, name: nameOf(code), values: [...new Set(valuesOf(text))] }))
    .filter(({ values }) => values.length > 0 && values[0] !== 'Use config')
}

const nameOf = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')

/** Its own address, those of its store views, and those of variations that had a page of their own. */
function redirectsOf(rows: readonly Row[], item: Item): string[] {
  const parts = rows.filter((row) => isShown(row, item)).map((row) => row.text('url_key') || slugify(row.text('name')))
  return [...new Set(parts.filter((part) => part !== '').map((part) => `/${part}.html`))]
}

const isShown = (row: Row, item: Item): boolean =>
  skuKey(row.text('sku')) === skuKey(item.sku) ||
  (row.text('visibility') !== '' && row.text('visibility').toLowerCase() !== HIDDEN)
