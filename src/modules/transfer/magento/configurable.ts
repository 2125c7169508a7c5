import { titled } from '../csv/values.ts'
import type { Findings, ReadContext } from '../reading.ts'
import type { OptionRecord, VariantRecord } from '../record.ts'
import { pairsOf, valuesOf, variationsOf, type Variation } from './attributes.ts'
import { skuKey } from './grouping.ts'
import type { Item } from './item.ts'
import { readVariant } from './variant.ts'

type Option = OptionRecord & { code: string }
type Variants = { options: Option[]; variants: VariantRecord[] }

/** The variants that `configurable_variations` lists, each from the rows of its own SKU. */
export function readConfigurable(
  item: Item,
  items: ReadonlyMap<string, Item>,
  context: ReadContext,
  found: Findings,
): Variants {
  const field = 'configurable_variations'
  const row = item.at(field)
  const listed = variationsOf(item.text(field))
  const codes = [...new Set(listed.flatMap(({ choices }) => [...choices.keys()]))]
  const variants = new Map<string, VariantRecord>()
  for (const variation of listed) {
    const child = items.get(skuKey(variation.sku))
    const options = child ? choicesOf(variation, child, codes) : []
    if (!child) {
      found.error(
        row,
        field,
        `"${variation.sku}" is not in the file, or belongs to another product. That variation is left out.`,
      )
    } else if (options.includes('')) {
      found.error(row, field, `"${variation.sku}" has no ${codes[options.indexOf('')]}. That variation is left out.`)
    } else if (variants.has(JSON.stringify(options))) {
      found.error(row, field, `"${variation.sku}" is a second variation for ${options.join(' / ')}. Left out.`)
    } else {
      const variant = readVariant(child, options, { ...context, parent: item }, found)
      if (variant) variants.set(JSON.stringify(options), variant)
      if (
        child.text('visibility').toLowerCase() !== 'not visible individually' &&
        child.value('visibility') !== undefined
      ) {
        found.note(
          child.at('visibility'),
          'visibility',
          'A variation with a page of its own is a variant only; its address leads to the product.',
        )
      }
    }
  }
  return { options: optionsOf(item, codes, [...variants.values()]), variants: [...variants.values()] }
}

/** As the parent lists them, else as the child says of itself. */
const choicesOf = ({ choices }: Variation, child: Item, codes: readonly string[]): string[] =>
  codes.map((code) => choices.get(code) || (valuesOf(child.attributes.get(code) ?? '')[0] ?? ''))

function optionsOf(item: Item, codes: readonly string[], variants: readonly VariantRecord[]): Option[] {
  const labels = pairsOf(item.text('configurable_variation_labels'))
  const taken = new Set<string>()
  return codes.map((code, at) => {
    const label = valuesOf(labels.get(code) ?? '')[0] ?? titled(code)
    const name = taken.has(label.toLowerCase()) ? `${label} ${at + 1}` : label
    taken.add(name.toLowerCase())
    const values = [...new Set(variants.map((variant) => variant.options[at] ?? ''))].map((value) => ({ value }))
    return { code, name, values }
  })
}
