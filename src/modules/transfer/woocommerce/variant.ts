import type { Row } from '../csv/row.ts'
import { measure, priceAmount } from '../csv/numbers.ts'
import { dateOf, gtinOf, yesOrNo } from '../csv/values.ts'
import type { Findings, ReadContext } from '../reading.ts'
import type { PriceRecord, StockRecord, VariantRecord } from '../record.ts'
import { unitOf } from './columns.ts'
import { kindsOf } from './grouping.ts'

const grams: Record<string, number> = { kg: 1000, g: 1, lbs: 453.592_37, oz: 28.349_523_125 }
const millimeters: Record<string, number> = { m: 1000, cm: 10, mm: 1, in: 25.4, yd: 914.4 }

/** What a simple product or a variation sells; null when its price cannot be read. */
export function readVariant(row: Row, options: string[], context: ReadContext, found: Findings): VariantRecord | null {
  const price = priceOf(row, context, found)
  if (price === null) return null
  const size = (name: string) => measured(row, { name, factors: millimeters }, context, found)
  const gtin = row.text('gtin')
  const known = gtinOf(gtin)
  if (gtin !== '' && known === null) found.warning(row, 'gtin', `"${gtin}" is no GTIN, UPC, EAN or ISBN-13: not kept.`)
  return {
    line: row.line,
    options,
    sku: row.has('sku') ? row.text('sku') || null : undefined,
    gtin: row.has('gtin') ? known : undefined,
    weightGrams: measured(row, { name: 'weight', factors: grams }, context, found),
    lengthMm: size('length'),
    widthMm: size('width'),
    heightMm: size('height'),
    requiresShipping: !kindsOf(row).some((kind) => kind === 'virtual'),
    taxable: row.has('taxStatus') ? !/^(none|shipping)$/i.test(row.text('taxStatus')) : undefined,
    prices: price ? { [context.list.code]: price } : {},
    stock: stockOf(row, context, found),
  }
}

type Measure = { name: string; factors: Record<string, number> }

function measured(
  row: Row,
  { name, factors }: Measure,
  context: ReadContext,
  found: Findings,
): number | null | undefined {
  const column = unitOf(row.header, name)
  if (!column) return undefined
  const text = row.text(column.field)
  if (text === '') return null
  const value = measure(text, context.decimal)
  const scaled = value === null ? Number.NaN : Math.round(value * (factors[column.unit] ?? Number.NaN))
  if (scaled >= 0 && scaled < 2e9) return scaled
  found.warning(row, column.field, `"${text}" is no measure in ${column.unit}: left empty.`)
  return null
}

function priceOf(row: Row, context: ReadContext, found: Findings): PriceRecord | null | undefined {
  const { currency } = context.list
  const regular = row.text('regularPrice')
  if (regular === '') {
    if (row.has('regularPrice')) found.warning(row, 'regularPrice', 'No price: it goes in, but is not for sale.')
    return undefined
  }
  const amount = priceAmount(regular, context.decimal, currency)
  if (amount === null) {
    found.error(row, 'regularPrice', `"${regular}" is no price in ${currency}. Left out.`)
    return null
  }
  return { amount, compareAtAmount: null, ...saleOf(row, amount, context, found) }
}

type Sale = Pick<PriceRecord, 'saleAmount' | 'saleStartsAt' | 'saleEndsAt'>
const noSale: Sale = { saleAmount: null, saleStartsAt: null, saleEndsAt: null }

function saleOf(row: Row, regular: number, context: ReadContext, found: Findings): Sale {
  const text = row.text('salePrice')
  if (text === '') return noSale
  const saleAmount = priceAmount(text, context.decimal, context.list.currency)
  if (saleAmount === null || saleAmount >= regular) {
    found.warning(row, 'salePrice', `"${text}" is no price below the regular one: no sale.`)
    return noSale
  }
  const saleStartsAt = day(row, 'saleStarts', found)
  const saleEndsAt = day(row, 'saleEnds', found)
  if (saleStartsAt && saleEndsAt && saleStartsAt >= saleEndsAt) {
    found.warning(row, 'saleEnds', 'The sale ends before it starts: no sale.')
    return noSale
  }
  return { saleAmount, saleStartsAt, saleEndsAt }
}

function day(row: Row, field: 'saleStarts' | 'saleEnds', found: Findings): Date | null {
  const text = row.text(field)
  const date = text === '' ? null : dateOf(text, field === 'saleEnds')
  if (date === undefined) found.warning(row, field, `"${text}" is no date: taken as open.`)
  return date ?? null
}

/** A number is counted; blank is not, unless the product is said to be out of stock. */
function stockOf(row: Row, { decimal }: ReadContext, found: Findings): StockRecord | undefined {
  if (!row.has('stock') && !row.has('inStock')) return undefined
  const text = row.text('stock')
  const state = row.text('inStock').toLowerCase()
  const policy = mayGoOn(row) || state === 'backorder' ? 'continue' : 'deny'
  if (text === '' || text.toLowerCase() === 'parent') {
    const isOut = state === 'backorder' || yesOrNo(state) === false
    return { onHand: 0, policy: isOut ? policy : 'untracked' }
  }
  return { onHand: countOf(row, { text, decimal, mayOwe: policy === 'continue' }, found), policy }
}

/** May it be ordered when nothing is left? */
export const mayGoOn = (row: Row): boolean => /^(1|notify|yes|true)$/i.test(row.text('backorders'))

type Count = { text: string; decimal: ReadContext['decimal']; mayOwe: boolean }

function countOf(row: Row, { text, decimal, mayOwe }: Count, found: Findings): number {
  const value = measure(text, decimal)
  if (value === null || Math.abs(value) > 2e9) {
    found.warning(row, 'stock', `"${text}" is no number: taken as 0.`)
    return 0
  }
  if (value >= 0 || mayOwe) return Math.floor(value)
  found.warning(row, 'stock', `${value} in stock is less than nothing: taken as 0.`)
  return 0
}
