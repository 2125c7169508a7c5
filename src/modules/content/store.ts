import { sql } from 'kysely'

import type { PageId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { RedirectTarget } from './paths.ts'

const columnsOf = (target: RedirectTarget) => ({
  target_kind: target.kind,
  target_id: target.kind === 'path' ? null : target.id,
  target_path: target.kind === 'path' ? target.path : null,
})

export async function writeRedirect(tx: Tx, path: string, target: RedirectTarget): Promise<void> {
  const columns = columnsOf(target)
  await tx
    .insertInto('redirects')
    .values({ from_path: path, ...columns })
    .onConflict((same) => same.column('from_path').doUpdateSet(columns))
    .execute()
}

export async function repointRedirects(tx: Tx, from: string, target: RedirectTarget): Promise<void> {
  await tx.updateTable('redirects').set(columnsOf(target)).where('target_path', '=', from).execute()
}

export async function deleteRedirect(tx: Tx, path: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('redirects').where('from_path', '=', path).executeTakeFirst()
  return numDeletedRows > 0n
}

export type PageRow = {
  slug: string
  title: string
  body_html: string
  seo_title: string
  seo_description: string
  published_at: Date | null
  position: number
}

/** False when another page has this slug. */
export async function insertPage(tx: Tx, id: PageId, row: PageRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('pages')
    .values({ id, ...row })
    .onConflict((same) => same.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function updatePage(tx: Tx, id: PageId, row: PageRow): Promise<void> {
  await tx
    .updateTable('pages')
    .set({ ...row, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

export async function deletePageRow(tx: Tx, id: PageId): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('pages').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}
