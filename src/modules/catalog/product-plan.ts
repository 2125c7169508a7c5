import type { ProductId } from '#kernel/id'
import type { References } from './check-references.ts'
import { planOptions, type PlannedOption } from './plan-options.ts'
import { planVariants, type PlannedVariant } from './plan-variants.ts'
import type { CheckedProduct } from './product.ts'
import type { SavedProduct, SavedVariantRow } from './saved-product.ts'

/** What a product is to become, next to what it is. */
export type ProductPlan = {
  id: ProductId
  product: CheckedProduct & { slug: string }
  saved: SavedProduct | null
  references: References
  options: PlannedOption[]
  variants: PlannedVariant[]
  /** Living variants that are not wanted any more. */
  gone: SavedVariantRow[]
}

type Known = Pick<ProductPlan, 'id' | 'product' | 'saved' | 'references'>

export function planProduct(known: Known): ProductPlan {
  const before = known.saved ?? { options: [], variants: [] }
  const options = planOptions(before.options, known.product.options)
  return { ...known, options, ...planVariants(before, known.product.variants, options) }
}
