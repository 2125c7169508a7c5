import { sql } from 'kysely'

import type { CategoryId } from '#kernel/id'
import type { Tx } from '#platform/db'

export type CategoryRow = {
  id: CategoryId
  parent_id: CategoryId | null
  slug: string
  title: string
  description_html: string
  seo_title: string
  seo_description: string
  position: number
  media_id: string | null
}

/** Two moves could make a circle that neither sees; so moves take turns. Readers and products do not wait. */
export async function lockCategories(tx: Tx): Promise<CategoryRow[]> {
  await sql`lock table categories in share row exclusive mode`.execute(tx)
  const rows = await tx.selectFrom('categories').selectAll().execute()
  return rows.map((row) => ({ ...row, id: row.id as CategoryId, parent_id: row.parent_id as CategoryId | null }))
}

export async function writeCategory(tx: Tx, { id, ...columns }: CategoryRow): Promise<void> {
  await tx
    .insertInto('categories')
    .values({ id, ...columns })
    .onConflict((same) => same.column('id').doUpdateSet(columns))
    .execute()
}
