import { sql } from 'kysely'

import type { CollectionId, ProductId } from '#kernel/id'
import type { Tx } from '#platform/db'

export type CollectionRow = {
  id: CollectionId
  slug: string
  title: string
  description_html: string
  published_at: Date | null
  position: number
}

export async function lockCollection(tx: Tx, id: CollectionId): Promise<{ slug: string } | null> {
  const row = await tx.selectFrom('collections').select('slug').where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? null
}

export async function writeCollection(
  tx: Tx,
  { id, ...columns }: CollectionRow,
  productIds: readonly ProductId[],
): Promise<void> {
  await tx
    .insertInto('collections')
    .values({ id, ...columns })
    .onConflict((same) => same.column('id').doUpdateSet(columns))
    .execute()
  await tx.deleteFrom('collection_products').where('collection_id', '=', id).execute()
  await sql`insert into collection_products (collection_id, product_id, position)
    select ${id}, product_id, position - 1
    from unnest(${[...productIds]}::uuid[]) with ordinality as listed (product_id, position)`.execute(tx)
}
