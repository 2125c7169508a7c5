import type { VariantId } from '#kernel/id'
import type { Db } from '#platform/db'
import { aProduct, type VariantWords } from '#testing/builders'

/** So many things of the same price and number, made at once: one for each round. */
export async function thingsAlike(db: Db, count: number, words: VariantWords = {}): Promise<VariantId[]> {
  const { variantIds } = await aProduct(db, {
    variants: Array.from({ length: count }, (_, index) => ({ ...words, options: count > 1 ? [`${index + 1}`] : [] })),
  })
  return variantIds
}
