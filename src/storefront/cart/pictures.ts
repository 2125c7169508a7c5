import type { Db } from '#platform/db'
import type { Media } from '../components/Picture.tsx'

/** The pictures with these hashes, to be shown beside lines of a cart or an order. */
export async function picturesOf(db: Db, hashes: readonly (string | null)[]): Promise<ReadonlyMap<string, Media>> {
  const wanted = [...new Set(hashes.filter((hash) => hash !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('media')
    .select(['hash', 'width', 'height', 'widths', 'color'])
    .where('hash', 'in', wanted)
    .execute()
  return new Map(rows.map((media) => [media.hash, media]))
}
