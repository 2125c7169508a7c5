import type { VariantId } from '#kernel/id'
import type { CheckoutView } from '#modules/checkout'

export type Gone =
  | { code: 'not_for_sale'; variantId: VariantId }
  | { code: 'not_enough_stock'; variantId: VariantId; available: number }

/** The first line of which there is not enough any more; null when all is there. */
export function goneIn({ cart }: Pick<CheckoutView, 'cart'>): Gone | null {
  for (const { variantId, changes } of cart.lines)
    for (const change of changes) {
      if (change.code === 'not_for_sale') return { code: 'not_for_sale', variantId }
      if (change.code === 'sold_out') return { code: 'not_enough_stock', variantId, available: 0 }
      if (change.code === 'only_left') return { code: 'not_enough_stock', variantId, available: change.available }
    }
  return null
}
