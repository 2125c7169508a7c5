import { measure, priceAmount } from '../csv/numbers.ts'
import { dateOf, gtinOf, yesOrNo } from '../csv/values.ts'
import type { Findings, ReadContext } from '../reading.ts'
import type { PriceRecord, StockRecord, VariantRecord } from '../record.ts'
import { valuesOf } from './attributes.ts'
import { countryCode } from './countries.ts'
import type { Item } from './item.ts'
import { imagesOf } from './pictures.ts'

/** For a variation: the product that it belongs to. */
type Context = ReadContext & { parent?: Item }

/** What a simple product or a variation sells; null when its price cannot be read. */
export function readVariant(item: Item, options: string[], context: Context, found: Findings): VariantRecord | null {
  const price = priceOf(item, context, found)
  if (price === null) return null
  const origin = item.value('country_of_manufacture')
  const tax = item.value('tax_class_name')
  const type = item.text('product_type').toLowerCase()
  return {
    line: item.row.line,
    options,
    sku: item.sku,
    gtin: gtinIn(item),
    mpn: item.attributes.get('mpn'),
    weightGrams: weightOf(item, context, found),
    originCountry: origin === undefined ? undefined : countryCode(origin),
    requiresShipping: type === 'virtual' || type === 'downloadable' ? false : undefined,
    taxable: tax === undefined ? undefined : !/^(?:none|0|)$/i.test(tax),
    prices: price ? { [context.list.code]: price } : {},
    stock: stockOf(item, found),
    pictures: context.parent ? imagesOf(item).map((picture) => picture.source) : undefined,
  }
}

function gtinIn(item: Item): string | null | undefined {
  const text = ['gtin', 'ean', 'upc', 'barcode']
    .map((code) => item.attributes.get(code))
    .find((value) => value !== undefined)
  return text === undefined ? undefined : gtinOf(valuesOf(text)[0] ?? '')
}

function weightOf(item: Item, context: Context, found: Findings): number | null | undefined {
  const text = item.value('weight')
  if (text === undefined) return undefined
  if (text === '') return null
  const value = measure(text, context.decimal)
  const scaled = value === null ? Number.NaN : Math.round(value * (context.weightUnit === 'kg' ? 1000 : 453.592_37))
  if (scaled >= 0 && scaled < 2e9) {
    found.note(item.at('weight'), 'weight', `The file does not say its unit of weight: read as ${context.weightUnit}.`)
    return scaled
  }
  found.warning(item.at('weight'), 'weight', `"${text}" is no weight: left empty.`)
  return null
}

function priceOf(item: Item, context: Context, found: Findings): PriceRecord | null | undefined {
  const { decimal, list } = context
  const text = item.value('price') ?? context.parent?.value('price')
  if (text === undefined || text === '') {
    if (item.row.has('price')) found.warning(item.row, 'price', 'No price: it goes in, but is not for sale.')
    return undefined
  }
  const amount = priceAmount(text, decimal, list.currency)
  if (amount === null) {
    found.error(item.at('price'), 'price', `"${text}" is no price in ${list.currency}. Left out.`)
    return null
  }
  const msrp = item.text('msrp_price')
  const compareAt = msrp === '' ? null : priceAmount(msrp, decimal, list.currency)
  return {
    amount,
    compareAtAmount: compareAt !== null && compareAt > amount ? compareAt : null,
    ...saleOf(item, amount, context, found),
  }
}

type Sale = Pick<PriceRecord, 'saleAmount' | 'saleStartsAt' | 'saleEndsAt'>
const noSale: Sale = { saleAmount: null, saleStartsAt: null, saleEndsAt: null }

function saleOf(item: Item, regular: number, { decimal, list }: Context, found: Findings): Sale {
  const text = item.text('special_price')
  if (text === '') return noSale
  const saleAmount = priceAmount(text, decimal, list.currency)
  if (saleAmount === null || saleAmount >= regular) {
    found.warning(item.at('special_price'), 'special_price', `"${text}" is no price below the regular one: no sale.`)
    return noSale
  }
  const saleStartsAt = day(item, 'special_price_from_date', found)
  const saleEndsAt = day(item, 'special_price_to_date', found)
  if (saleStartsAt && saleEndsAt && saleStartsAt >= saleEndsAt) {
    found.warning(item.at('special_price_to_date'), 'special_price_to_date', 'The sale ends before it starts: no sale.')
    return noSale
  }
  return { saleAmount, saleStartsAt, saleEndsAt }
}

function day(item: Item, field: string, found: Findings): Date | null {
  const text = item.text(field)
  const date = text === '' ? null : dateOf(text, field.includes('_to_'))
  if (date === undefined) found.warning(item.at(field), field, `"${text}" is no date we can read: taken as open.`)
  return date ?? null
}

/** `use_config_… = 1`: the cell beside it is ignored; Magento's own defaults are to count and not to sell below zero. */
function stockOf(item: Item, found: Findings): StockRecord | undefined {
  const text = item.value('qty')
  const counted =
    yesOrNo(item.text('use_config_manage_stock')) !== false || yesOrNo(item.text('manage_stock')) !== false
  if (!counted) return { onHand: 0, policy: 'untracked' }
  if (text === undefined) return undefined
  const own = yesOrNo(item.text('use_config_backorders')) === false
  const policy = own && Number(item.text('allow_backorders')) > 0 ? 'continue' : 'deny'
  const quantity = text === '' ? 0 : measure(text, '.')
  if (quantity === null || Math.abs(quantity) > 2e9) {
    found.warning(item.at('qty'), 'qty', `"${text}" is no quantity: taken as 0.`)
    return { onHand: 0, policy }
  }
  if (quantity > 0 && yesOrNo(item.text('is_in_stock')) === false) {
    found.warning(item.at('is_in_stock'), 'is_in_stock', `Marked as out of stock: ${quantity} in stock are taken as 0.`)
    return { onHand: 0, policy }
  }
  return { onHand: policy === 'continue' ? Math.floor(quantity) : Math.max(0, Math.floor(quantity)), policy }
}
