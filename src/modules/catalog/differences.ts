import { linksOf, mediaDiffer, rowDiffers, valuesOf, type PlannedVariant } from './plan-variants.ts'
import type { ProductPlan } from './product-plan.ts'
import { productRowOf } from './product-row.ts'

/** What of a product can change by itself. */
export type ProductPart = 'details' | 'tags' | 'categories' | 'attributes' | 'media' | 'options' | 'variants'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const sorted = (texts: readonly string[]): string[] => texts.toSorted()

const nothing = { row: {}, tags: [], categoryIds: [], attributes: [], media: [], options: [] }

/** Which parts of the product differ from what is stored; none when there is nothing to write. */
export function differences(plan: ProductPlan): ProductPart[] {
  const { product } = plan
  const saved = plan.saved ?? nothing
  const parts: Record<ProductPart, boolean> = {
    details: !same(productRowOf(product), { ...saved.row, version: undefined }),
    tags: !same(product.tags, saved.tags),
    categories: !same(sorted(product.categoryIds), sorted(saved.categoryIds)),
    attributes: !same(product.attributes, saved.attributes),
    media: !same(product.media.map(mediaPair), saved.media.map(mediaPair)),
    options: !same(plan.options.map(optionShape), saved.options.map(optionShape)),
    variants: plan.gone.length > 0 || plan.variants.some((variant) => variantDiffers(plan, variant)),
  }
  return Object.entries(parts).flatMap(([part, differs]) => (differs ? [part as ProductPart] : []))
}

const mediaPair = ({ mediaId, alt }: { mediaId: string; alt: string }) => [mediaId, alt]

type Shape = { id: string; name: string; values: { id: string; value: string; swatch: string | null }[] }
const optionShape = ({ id, name, values }: Shape) => [
  id,
  name,
  values.map((each) => [each.id, each.value, each.swatch]),
]

const variantDiffers = (plan: ProductPlan, variant: PlannedVariant): boolean =>
  rowDiffers(variant) || mediaDiffer(variant) || linksDiffer(plan, variant)

/** Does the variant hang on other options or values than before? */
export function linksDiffer({ options, saved }: ProductPlan, { saved: before, input }: PlannedVariant): boolean {
  const now = linksOf(input.options, options)
  if (!before || before.archived) return now.length > 0
  return !same(now, linksOf(valuesOf(before), saved?.options ?? []))
}
