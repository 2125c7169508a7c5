import { slugify } from '#modules/content'
import type { Row } from '../csv/row.ts'
import type { Findings, ReadContext } from '../reading.ts'
import type { OptionRecord, StockRecord, VariantRecord } from '../record.ts'
import { attributesOf, type WooAttribute } from './attributes.ts'
import { imagesOf } from './images.ts'
import { mayGoOn, readVariant } from './variant.ts'

type Variable = { row: Row; attributes: readonly WooAttribute[]; variations: readonly Row[] }
type Variants = { options: OptionRecord[]; variants: VariantRecord[] }

/**
 * The variants of a variable product. An attribute that some variation names is an option. A variation that leaves it
 * blank fits any value: it becomes one variant for each value that no other variation has taken.
 */
export function readVariations(
  { row, attributes, variations }: Variable,
  context: ReadContext,
  found: Findings,
): Variants {
  const options = optionsOf(attributes, variations)
  const ordered = variations.toSorted(
    (a, b) => Number(a.text('position')) - Number(b.text('position')) || a.line - b.line,
  )
  const chosen = ordered.map((each) => ({ row: each, combinations: combinationsOf(each, options) }))
  const variants = new Map<string, VariantRecord>()
  // The ones that name every value go first, so that "any" fills what they leave.
  for (const { row: each, combinations } of chosen.toSorted((a, b) => a.combinations.length - b.combinations.length)) {
    const free = combinations.filter((values) => !variants.has(JSON.stringify(values)))
    if (free.length === 0) {
      found.error(each, 'type', `A second variation for ${combinations[0]?.join(' / ') ?? 'no option'}. Left out.`)
      continue
    }
    for (const variant of variantsOf(each, free, context, found)) {
      variants.set(JSON.stringify(variant.options), variant)
    }
  }
  const sorted = [...variants.values()].toSorted((a, b) => rank(a, options) - rank(b, options))
  shareStock(row, sorted, variations, found)
  return {
    options: options.map(({ name, values }) => ({ name, values: values.map((value) => ({ value })) })),
    variants: sorted,
  }
}

function optionsOf(attributes: readonly WooAttribute[], variations: readonly Row[]): WooAttribute[] {
  const options = new Map<string, WooAttribute>()
  const named = variations.flatMap(attributesOf)
  for (const attribute of [...attributes, ...named]) {
    const key = attribute.name.toLowerCase()
    if (!named.some((each) => each.name.toLowerCase() === key)) continue
    const option = options.get(key) ?? { name: attribute.name, values: [] }
    option.values.push(...attribute.values.filter((value) => !option.values.includes(value)))
    options.set(key, option)
  }
  return [...options.values()].filter((option) => option.values.length > 0)
}

/** All ways to choose: the product of the values that each option allows. */
function combinationsOf(row: Row, options: readonly WooAttribute[]): string[][] {
  const own = new Map(attributesOf(row).map(({ name, values }) => [name.toLowerCase(), values[0]]))
  return options.reduce<string[][]>(
    (ways, { name, values }) => {
      const value = own.get(name.toLowerCase())
      const allowed = value === undefined ? values : [value]
      return ways.flatMap((way) => allowed.map((each) => [...way, each])).slice(0, MOST)
    },
    [[]],
  )
}

/** More variants than any shop can show come from a mistake in the file. */
const MOST = 2048

function variantsOf(row: Row, ways: string[][], context: ReadContext, found: Findings): VariantRecord[] {
  const variant = readVariant(row, ways[0] ?? [], context, found)
  if (!variant) return []
  const image = imagesOf(row).slice(0, 1)
  const one = row.has('images') ? { ...variant, pictures: image } : variant
  if (ways.length === 1) return [one]
  found.warning(row, 'type', `Fits any value: made into ${ways.length} variants with the same price.`)
  const stocks = shared(one.stock, ways.length)
  // A SKU names one variant: the others get the value that tells them apart.
  return ways.map((options, at) => ({
    ...one,
    options,
    sku: one.sku
      ? [one.sku, ...options.map(slugify).filter((part) => !one.sku?.toLowerCase().includes(part))].join('-')
      : one.sku,
    gtin: at === 0 ? one.gtin : null,
    stock: stocks[at],
  }))
}

const rank = (variant: VariantRecord, options: readonly WooAttribute[]): number =>
  options.reduce((all, { values }, at) => all * values.length + values.indexOf(variant.options[at] ?? ''), 0)

/** A counted quantity is spread, never repeated: nothing can be sold twice. */
function shared(stock: StockRecord | undefined, parts: number): (StockRecord | undefined)[] {
  return Array.from({ length: parts }, (_, at) => {
    if (!stock || stock.policy === 'untracked') return stock
    const part = Math.floor(stock.onHand / parts) + (at < stock.onHand % parts ? 1 : 0)
    return { ...stock, onHand: part }
  })
}

/** Variations whose stock cell says `parent` sell from the product's own number: it is spread over them. */
function shareStock(row: Row, variants: VariantRecord[], variations: readonly Row[], found: Findings): void {
  const total = row.text('stock')
  const lines = new Set(
    variations.filter((each) => each.text('stock').toLowerCase() === 'parent').map((each) => each.line),
  )
  const sharing = variants.filter((variant) => lines.has(variant.line))
  if (!/^-?\d+(?:[.,]0+)?$/.test(total) || sharing.length === 0) return
  found.warning(
    row,
    'stock',
    `One stock for ${sharing.length} variants: spread over them, since each is counted on its own here.`,
  )
  const policy = mayGoOn(row) ? 'continue' : 'deny'
  const stocks = shared({ onHand: Math.max(0, Number.parseInt(total, 10)), policy }, sharing.length)
  for (const [at, variant] of sharing.entries()) variant.stock = stocks[at]
}
