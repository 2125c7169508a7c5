import { newId, type VariantId } from '#kernel/id'
import { translated, type PlannedOption } from './plan-options.ts'
import { optionKey, type VariantInput } from './product.ts'
import type { SavedOption, SavedVariantRow } from './saved-product.ts'

export type PlannedVariant = {
  id: VariantId
  key: string
  position: number
  input: VariantInput
  saved: SavedVariantRow | null
}

export type VariantPlan = {
  variants: PlannedVariant[]
  /** Living variants that are not wanted any more. */
  gone: SavedVariantRow[]
}

type Saved = { options: readonly SavedOption[]; variants: readonly SavedVariantRow[] }

/**
 * Finds in the wanted variants those that are there already, so that prices, stock, carts and orders that name them
 * stay right: by what their option values are called now, else by SKU.
 */
export function planVariants(
  saved: Saved,
  wanted: readonly VariantInput[],
  options: readonly PlannedOption[],
): VariantPlan {
  const left = new Map<string, SavedVariantRow>()
  for (const variant of saved.variants) {
    const key = keyNow(variant, saved.options, options)
    if (!left.has(key)) left.set(key, variant)
  }
  const variants = wanted.map((input, position): PlannedVariant => {
    const key = optionKey(input.options)
    const before = left.get(key) ?? null
    left.delete(key)
    return { id: before?.id ?? newId<'variant'>(), key, position, input, saved: before }
  })
  const taken = new Set(variants.map((variant) => variant.saved))
  matchBySku(
    variants,
    saved.variants.filter((variant) => !taken.has(variant)),
  )
  const kept = new Set(variants.map(({ id }) => id))
  return { variants, gone: saved.variants.filter((variant) => !kept.has(variant.id) && !variant.archived) }
}

function keyNow(variant: SavedVariantRow, saved: readonly SavedOption[], planned: readonly PlannedOption[]): string {
  const values = translated(valuesOf(variant), saved, planned)
  return values ? optionKey(values) : variant.key
}

function matchBySku(variants: PlannedVariant[], left: readonly SavedVariantRow[]): void {
  const bySku = new Map(left.flatMap((saved) => (saved.sku ? [[saved.sku, saved] as const] : [])))
  for (const variant of variants) {
    const before = variant.saved ? undefined : bySku.get(variant.input.sku ?? '')
    if (before) Object.assign(variant, { id: before.id, saved: before })
  }
}

/** The values in a stored option key. */
export const valuesOf = ({ key }: { key: string }): string[] => (key.startsWith('[') ? JSON.parse(key) : []) as string[]

const columns = [
  'sku',
  'gtin',
  'mpn',
  'weightGrams',
  'lengthMm',
  'widthMm',
  'heightMm',
  'hsCode',
  'originCountry',
  'requiresShipping',
  'taxable',
] as const

/** Does the variant's own row differ from what it should become? */
export const rowDiffers = ({ saved, input, key, position }: PlannedVariant): boolean =>
  saved === null ||
  saved.archived ||
  saved.key !== key ||
  saved.position !== position ||
  columns.some((column) => saved[column] !== input[column])

export const mediaDiffer = ({ saved, input }: PlannedVariant): boolean =>
  (saved?.mediaIds ?? []).join() !== input.mediaIds.join()

type AnyOption = { id: string; values: readonly { id: string; value: string }[] }

/** Which value of which option the variant has, as pairs of ids in option order. */
export const linksOf = (values: readonly string[], options: readonly AnyOption[]): [string, string][] =>
  options.flatMap((option, index) => {
    const value = option.values.find((each) => each.value === values[index])
    return value ? [[option.id, value.id] as [string, string]] : []
  })
