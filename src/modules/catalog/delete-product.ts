import type { CategoryId, ProductId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import { markStale, type CacheTag } from '#platform/cache-changes'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { deleteEverything, deleteProductRow } from './delete-store.ts'
import { lockProduct } from './saved-product.ts'

type Deleted = Result<null, { code: 'not_found' } | { code: 'in_use' }>

/** Takes a product away for good. One that a cart or a reservation names is refused: archive it. */
export async function deleteProduct(tx: Tx, { id, actor }: { id: ProductId; actor: string }): Promise<Deleted> {
  const row = await lockProduct(tx, id)
  if (!row) return refuse({ code: 'not_found' })
  const categories = await tx
    .selectFrom('product_categories')
    .select('category_id')
    .where('product_id', '=', id)
    .execute()
  try {
    await deleteProductRow(tx, id)
  } catch (error) {
    if (brokenRule(error) !== null) return refuse({ code: 'in_use' })
    throw error
  }
  await recordEvent(tx, { type: 'catalog.product_deleted', subjectId: id, data: { slug: row.slug }, actor })
  const tags = categories.map(({ category_id }): CacheTag => `category:${category_id as CategoryId}`)
  await markStale(tx, [`product:${id}`, 'catalog', ...tags])
  return ok(null)
}

/**
 * Empties the catalog: products with prices and stock, categories, collections, attributes, pictures. Carts and
 * reservations must be gone before; else it is refused.
 */
export async function emptyCatalog(tx: Tx): Promise<Result<null, { code: 'in_use' }>> {
  try {
    await deleteEverything(tx)
  } catch (error) {
    if (brokenRule(error) !== null) return refuse({ code: 'in_use' })
    throw error
  }
  await markStale(tx, ['catalog', 'content'])
  return ok(null)
}
