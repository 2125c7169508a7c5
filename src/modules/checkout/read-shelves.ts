import { sql } from 'kysely'

import type { CategoryId, CollectionId, ProductId } from '#kernel/id'
import type { Promotion } from '#modules/promotion'
import type { Db } from '#platform/db'
import { runNamed } from '#platform/prepared'

/** Where a product stands in the shop: its categories with all above them, and its collections. */
export type Shelves = Readonly<{ categoryIds: readonly CategoryId[]; collectionIds: readonly CollectionId[] }>

export const noShelves: Shelves = { categoryIds: [], collectionIds: [] }

/** The shelves of these products, if any of the offers asks for them; otherwise nothing is read. */
export async function readShelves(
  db: Db,
  productIds: readonly ProductId[],
  offers: readonly Promotion[],
): Promise<ReadonlyMap<ProductId, Shelves>> {
  if (offers.every(({ rewards, needs }) => rewards === 'all' && needs === 'all')) return new Map()
  const statement = sql<{ product_id: ProductId; categories: CategoryId[]; collections: CollectionId[] }>`
    with recursive above as (
      select product_id, category_id from product_categories where product_id = any(${[...new Set(productIds)]}::uuid[])
      union
      select above.product_id, c.parent_id from above join categories c on c.id = above.category_id
      where c.parent_id is not null
    )
    select p.id as product_id, array(select category_id::text from above where product_id = p.id) as categories,
      array(select collection_id::text from collection_products where product_id = p.id) as collections
    from products p where p.id = any(${[...new Set(productIds)]}::uuid[])`
  const rows = await runNamed(db, 'read_shelves', statement)
  return new Map(rows.map((row) => [row.product_id, { categoryIds: row.categories, collectionIds: row.collections }]))
}
