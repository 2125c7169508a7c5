import { sql } from 'kysely'

import type { Db, Tx } from './db.ts'

/**
 * What a page or read model was made from: `product:<id>`, `category:<id>`, `catalog` (lists as a whole), `content`,
 * `settings`.
 */
export type CacheTag = `product:${string}` | `category:${string}` | 'catalog' | 'content' | 'settings'

/** Says, in the transaction that changes it, what went stale. Every process hears of it within a second. */
export async function markStale(tx: Tx, tags: readonly CacheTag[]): Promise<void> {
  if (tags.length === 0) return
  await sql`insert into cache_changes (tag) select unnest(${[...tags]}::text[])`.execute(tx)
}

export type Changes = { tags: CacheTag[]; next: string }

/** All that was committed since `since` (an xid of an earlier answer's `next`); some of it may come twice. */
export async function changesSince(db: Db, since: string | null): Promise<Changes> {
  const { rows } = await sql<{ tags: CacheTag[] | null; next: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as next,
      (select array_agg(distinct tag) from cache_changes where ${since}::xid8 is not null and xid >= ${since}::xid8) as tags
  `.execute(db)
  const [row] = rows
  return { tags: row?.tags ?? [], next: row?.next ?? '0' }
}
