import type { Row } from '../csv/row.ts'
import { priceAmount, wholeNumber, measure } from '../csv/numbers.ts'
import { gtinOf, yesOrNo } from '../csv/values.ts'
import type { Findings, ListFacts, ReadContext } from '../reading.ts'
import type { OptionRecord, PriceRecord, StockRecord, VariantRecord } from '../record.ts'

const slots = [1, 2, 3] as const

type Variants = { options: OptionRecord[]; variants: VariantRecord[] }

/** The options that the first row names, and a variant for every row that has one. */
export function readVariants(rows: readonly Row[], first: Row, context: ReadContext, found: Findings): Variants {
  const used = usedSlots(rows, first)
  const combinations = new Set<string>()
  const variants: VariantRecord[] = []
  for (const row of rows) {
    if (!isVariant(row, first, used)) continue
    const options = used.map((slot) => row.text(`option${slot}Value`))
    const missing = used.find((_, at) => options[at] === '')
    if (missing !== undefined) {
      found.error(row, `option${missing}Value`, 'The row has a variant but no value for this option. Left out.')
    } else if (combinations.has(JSON.stringify(options))) {
      const what = options.join(' / ') || 'a product without options'
      found.error(row, `option${used[0] ?? 1}Value`, `A second variant for ${what}. Left out.`)
    } else {
      combinations.add(JSON.stringify(options))
      const variant = readVariant(row, options, context, found)
      if (variant) variants.push(variant)
    }
  }
  const options = used.map((slot, at) => ({ name: nameOf(slot, first), values: valuesOf(variants, at) }))
  return { options: distinct(options), variants }
}

/** `Title` with `Default Title` is how a product without options is written. */
function usedSlots(rows: readonly Row[], first: Row): number[] {
  const value = first.text('option1Value').toLowerCase()
  const name = first.text('option1Name').toLowerCase()
  if (value === 'default title' && (name === 'title' || name === '')) return []
  return slots
    .filter(
      (slot) => first.text(`option${slot}Name`) !== '' || rows.some((row) => row.text(`option${slot}Value`) !== ''),
    )
    .filter((slot) => rows.some((row) => row.text(`option${slot}Value`) !== ''))
}

const nameOf = (slot: number, first: Row): string => first.text(`option${slot}Name`) || `Option ${slot}`

/** Two options with one name would be one to the shopper: the second gets its number. */
function distinct(options: OptionRecord[]): OptionRecord[] {
  const seen = new Set<string>()
  return options.map((option, at) => {
    const name = seen.has(option.name.toLowerCase()) ? `${option.name} ${at + 1}` : option.name
    seen.add(name.toLowerCase())
    return { ...option, name }
  })
}

const valuesOf = (variants: readonly VariantRecord[], at: number): { value: string }[] =>
  [...new Set(variants.map((variant) => variant.options[at] ?? ''))].map((value) => ({ value }))

/** A later row without option values holds a picture, unless it has a SKU or price of its own. */
function isVariant(row: Row, first: Row, used: readonly number[]): boolean {
  if (row === first) return true
  if (used.some((slot) => row.text(`option${slot}Value`) !== '')) return true
  return ['sku', 'price', 'barcode'].some((field) => row.text(field) !== '')
}

function readVariant(row: Row, options: string[], context: ReadContext, found: Findings): VariantRecord | null {
  const prices = readPrices(row, context, found)
  if (prices === null) return null
  const textOf = (field: string) => (row.has(field) ? row.text(field).replace(/^'/, '') || null : undefined)
  const unlessNo = (field: string) => (row.has(field) ? yesOrNo(row.text(field)) !== false : undefined)
  return {
    line: row.line,
    options,
    sku: textOf('sku'),
    gtin: gtin(row, found),
    mpn: textOf('mpn'),
    weightGrams: grams(row, context, found),
    hsCode: textOf('hsCode'),
    originCountry: row.has('origin') ? country(row.text('origin')) : undefined,
    requiresShipping: unlessNo('requiresShipping'),
    taxable: unlessNo('taxable'),
    prices,
    stock: stock(row, found),
    pictures: row.has('variantImage') ? [row.text('variantImage')].filter((source) => source !== '') : undefined,
  }
}

const country = (text: string): string | null => (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null)

function gtin(row: Row, found: Findings): string | null | undefined {
  if (!row.has('barcode')) return undefined
  const text = row.text('barcode')
  const known = gtinOf(text)
  if (text !== '' && known === null) {
    found.warning(
      row,
      'barcode',
      `"${text}" is no GTIN (8, 12, 13 or 14 digits, the last one checks the others): not kept.`,
    )
  }
  return known
}

function grams(row: Row, context: ReadContext, found: Findings): number | null | undefined {
  if (!row.has('grams')) return undefined
  const text = row.text('grams')
  if (text === '') return null
  const value = measure(text, context.decimal)
  if (value !== null && value >= 0 && value < 2e9) return Math.round(value)
  found.warning(row, 'grams', `"${text}" is no weight: left empty.`)
  return null
}

/** Null when a price is there but cannot be read: that variant is not guessed at. */
function readPrices(row: Row, context: ReadContext, found: Findings): VariantRecord['prices'] | null {
  const prices: VariantRecord['prices'] = {}
  const own = priceFor(row, ['price', 'compareAt'], context, found)
  if (own === null) return null
  if (own) prices[context.list.code] = own
  for (const name of marketNames(row)) {
    const field = `market:price:${name}`
    const list = listOf(name, context)
    if (!list) {
      found.note(row, field, `No market of this shop is called "${name}": its prices are not imported.`)
      continue
    }
    if (yesOrNo(row.text(`market:included:${name}`)) === false) continue
    const price = priceFor(row, [field, `market:compareatprice:${name}`], { ...context, list }, found)
    if (price) prices[list.code] = price
  }
  return prices
}

const marketNames = (row: Row): string[] =>
  [...row.header.columns.keys()].filter((field) => field.startsWith('market:price:')).map((field) => field.slice(13))

const listOf = (name: string, { lists }: ReadContext): ListFacts | undefined =>
  lists.find(({ code, marketName }) => [code, marketName].some((each) => each.toLowerCase() === name.toLowerCase()))

type Fields = readonly [price: string, compareAt: string]

function priceFor(
  row: Row,
  [field, compare]: Fields,
  context: ReadContext,
  found: Findings,
): PriceRecord | null | undefined {
  const text = row.text(field)
  if (text === '') {
    if (row.has(field) && field === 'price')
      found.warning(row, field, 'No price: the variant goes in, but is not for sale.')
    return undefined
  }
  const { currency } = context.list
  const amount = priceAmount(text, context.decimal, currency)
  if (amount === null) {
    found.error(row, field, `"${text}" is no price in ${currency}. The variant is left out.`)
    return null
  }
  const was = row.text(compare)
  const compareAtAmount = was === '' ? null : priceAmount(was, context.decimal, currency)
  if (was !== '' && compareAtAmount === null) found.warning(row, compare, `"${was}" is no price: left empty.`)
  return { amount, compareAtAmount }
}

function stock(row: Row, found: Findings): StockRecord | undefined {
  if (!row.has('tracker') && !row.has('quantity')) return undefined
  const onHand = wholeNumber(row.text('quantity') || '0')
  const goesOn = /^(continue|true|yes|1)$/i.test(row.text('policy'))
  if (onHand === null) {
    found.warning(row, 'quantity', `"${row.text('quantity')}" is no whole number: taken as 0.`)
    return { onHand: 0, policy: goesOn ? 'continue' : 'deny' }
  }
  // Without a tracker the shop never runs out, whatever the quantity says.
  if (row.has('tracker') && row.text('tracker') === '') return { onHand: 0, policy: 'untracked' }
  if (!row.has('quantity')) return undefined
  if (onHand < 0 && !goesOn) {
    found.warning(row, 'quantity', `${onHand} in stock is less than nothing: taken as 0.`)
    return { onHand: 0, policy: 'deny' }
  }
  return { onHand, policy: goesOn ? 'continue' : 'deny' }
}
