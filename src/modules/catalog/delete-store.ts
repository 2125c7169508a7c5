import { sql } from 'kysely'

import type { ProductId } from '#kernel/id'
import type { Tx } from '#platform/db'

export async function deleteProductRow(tx: Tx, id: ProductId): Promise<void> {
  await tx
    .deleteFrom('external_refs')
    .where('subject_id', 'in', (of) =>
      of
        .selectFrom('variants')
        .select('id')
        .where('product_id', '=', id)
        .unionAll(of.selectFrom('products').select('id').where('id', '=', id)),
    )
    .execute()
  await tx.deleteFrom('products').where('id', '=', id).execute()
}

export async function deleteEverything(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = '120s'`.execute(tx)
  await tx.deleteFrom('collections').execute()
  await tx.deleteFrom('products').execute()
  await tx.updateTable('categories').set({ parent_id: null }).execute()
  await tx.deleteFrom('categories').execute()
  await tx.deleteFrom('attributes').execute()
  await tx.deleteFrom('media').execute()
  await tx.deleteFrom('external_refs').execute()
}
