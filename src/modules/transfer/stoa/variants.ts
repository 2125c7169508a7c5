import type { Row } from '../csv/row.ts'
import { priceAmount, wholeNumber } from '../csv/numbers.ts'
import { gtinOf, yesOrNo } from '../csv/values.ts'
import type { Findings, ListFacts, ReadContext } from '../reading.ts'
import type { OptionRecord, PriceRecord, StockRecord, VariantRecord } from '../record.ts'
import type { PriceField } from './columns.ts'
import { parted } from './lists.ts'
import { timeOf } from './times.ts'

/** The product's variants; a row that does not fit its options is left out and named. */
export function readVariants(
  rows: readonly Row[],
  options: readonly OptionRecord[],
  context: ReadContext,
  found: Findings,
): VariantRecord[] {
  const seen = new Set<string>()
  return rows.flatMap((row) => {
    const chosen = parted(row.text('options'))
    const fits = chosen.length === options.length && chosen.every((value, at) => offers(options[at], value))
    if (!fits || seen.has(JSON.stringify(chosen))) {
      const why = fits ? 'is there twice' : 'does not fit the options of the product'
      found.error(row, 'options', `"${row.text('options')}" ${why}. Left out.`)
      return []
    }
    seen.add(JSON.stringify(chosen))
    const prices = pricesOf(row, context, found)
    return prices ? [{ ...factsOf(row, found), line: row.line, options: chosen, prices }] : []
  })
}

const offers = (option: OptionRecord | undefined, value: string): boolean =>
  option?.values.some((each) => each.value === value) ?? false

type Facts = Omit<VariantRecord, 'line' | 'options' | 'prices'>

function factsOf(row: Row, found: Findings): Facts {
  const text = (field: string) => (row.has(field) ? row.text(field) || null : undefined)
  const flag = (field: string) => (row.has(field) ? yesOrNo(row.text(field)) !== false : undefined)
  const gtin = row.text('gtin')
  if (gtin !== '' && gtinOf(gtin) === null) found.warning(row, 'gtin', `"${gtin}" is no GTIN: not kept.`)
  return {
    sku: text('sku'),
    gtin: row.has('gtin') ? gtinOf(gtin) : undefined,
    mpn: text('mpn'),
    weightGrams: size(row, 'weightGrams', found),
    lengthMm: size(row, 'lengthMm', found),
    widthMm: size(row, 'widthMm', found),
    heightMm: size(row, 'heightMm', found),
    hsCode: text('hsCode'),
    originCountry: /^[A-Z]{2}$/.test(row.text('originCountry'))
      ? row.text('originCountry')
      : row.has('originCountry')
        ? null
        : undefined,
    requiresShipping: flag('requiresShipping'),
    taxable: flag('taxable'),
    stock: stockOf(row, found),
    pictures: row.has('picture') ? parted(row.text('picture')) : undefined,
  }
}

function size(row: Row, field: string, found: Findings): number | null | undefined {
  if (!row.has(field)) return undefined
  const text = row.text(field)
  if (text === '') return null
  const value = wholeNumber(text)
  if (value !== null && value >= 0) return value
  found.warning(row, field, `"${text}" is no whole number: left empty.`)
  return null
}

const policies = ['deny', 'continue', 'untracked'] as const

function stockOf(row: Row, found: Findings): StockRecord | undefined {
  if (row.text('stock') === '' && row.text('stockPolicy') === '') return undefined
  const policy = policies.find((each) => each === row.text('stockPolicy').toLowerCase()) ?? 'deny'
  const onHand = wholeNumber(row.text('stock') || '0')
  if (onHand === null || (onHand < 0 && policy === 'deny')) {
    found.warning(row, 'stock', `"${row.text('stock')}" cannot be in stock: taken as 0.`)
    return { onHand: 0, policy }
  }
  return { onHand, policy }
}

/** Null when one of them cannot be read. */
function pricesOf(row: Row, context: ReadContext, found: Findings): VariantRecord['prices'] | null {
  const prices: VariantRecord['prices'] = {}
  for (const field of row.header.columns.keys()) {
    if (!field.startsWith('price:') || row.text(field) === '') continue
    const code = field.slice(6)
    const list = context.lists.find((each) => each.code.toLowerCase() === code)
    if (!list) {
      found.note(row, field, `The shop has no price list "${code}": its prices are not imported.`)
      continue
    }
    const price = priceOf(row, list, found)
    if (!price) return null
    prices[list.code] = price
  }
  return prices
}

function priceOf(row: Row, list: ListFacts, found: Findings): PriceRecord | null {
  const of = (field: PriceField) => `${field}:${list.code.toLowerCase()}`
  const amountIn = (field: PriceField) =>
    row.text(of(field)) === '' ? null : priceAmount(row.text(of(field)), '.', list.currency)
  for (const field of ['price', 'compareAt', 'sale'] as const) {
    if (row.text(of(field)) === '' || amountIn(field) !== null) continue
    found.error(row, of(field), `"${row.text(of(field))}" is no price in ${list.currency}. The variant is left out.`)
    return null
  }
  const saleAmount = amountIn('sale')
  const times =
    saleAmount === null ? [null, null] : [timeOf(row.text(of('saleStarts'))), timeOf(row.text(of('saleEnds')))]
  const [saleStartsAt = null, saleEndsAt = null] = times
  if (saleStartsAt && saleEndsAt && saleStartsAt >= saleEndsAt) {
    found.error(row, of('saleEnds'), 'The sale ends before it starts. The variant is left out.')
    return null
  }
  return {
    amount: amountIn('price') ?? 0,
    compareAtAmount: amountIn('compareAt'),
    saleAmount,
    saleStartsAt,
    saleEndsAt,
  }
}
