import { sql } from 'kysely'

import type { PageId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'

export type Page = Readonly<{
  id: PageId
  slug: string
  title: string
  bodyHtml: string
  seoTitle: string
  seoDescription: string
  publishedAt: Date | null
  position: number
  updatedAt: Date
}>

const pages = (db: Db | Tx) =>
  db
    .selectFrom('pages')
    .select(['id', 'slug', 'title', 'body_html as bodyHtml', 'seo_title as seoTitle'])
    .select(['seo_description as seoDescription', 'published_at as publishedAt', 'position', 'updated_at as updatedAt'])

type Row = Omit<Page, 'id'> & { id: string }
const pageOf = (row: Row): Page => ({ ...row, id: row.id as PageId })

/** A published page, or null. */
export async function readPage(db: Db | Tx, slug: string): Promise<Page | null> {
  const row = await pages(db)
    .where('slug', '=', slug)
    .where('published_at', '<=', sql<Date>`now()`)
    .executeTakeFirst()
  return row ? pageOf(row) : null
}

/** All pages in the merchant's order; for shoppers those that are published. */
export async function listPages(db: Db | Tx, { drafts = false }: { drafts?: boolean } = {}): Promise<Page[]> {
  const rows = await pages(db)
    .$if(!drafts, (query) => query.where('published_at', '<=', sql<Date>`now()`))
    .orderBy('position')
    .orderBy('title')
    .execute()
  return rows.map(pageOf)
}
