import { newId, type MediaId } from '#kernel/id'
import type { Db, Tx } from '#platform/db'
import { insertMedia, type NewMedia } from './media-store.ts'

/** Makes a processed picture known and answers its id: the same one for the same bytes. */
export async function registerMedia(tx: Tx, media: NewMedia): Promise<MediaId> {
  return insertMedia(tx, newId<'media'>(), media)
}

/** The pictures that came from these addresses, by address. */
export async function mediaFrom(db: Db | Tx, sourceUrls: readonly string[]): Promise<Map<string, MediaId>> {
  if (sourceUrls.length === 0) return new Map()
  const rows = await db
    .selectFrom('media')
    .select(['id', 'source_url'])
    .where('source_url', 'in', [...sourceUrls])
    .execute()
  return new Map(rows.map((row) => [row.source_url ?? '', row.id as MediaId]))
}
