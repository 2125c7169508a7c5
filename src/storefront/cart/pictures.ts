import type { Db } from '#platform/db'
import type { Media } from '../components/Picture.tsx'

/** The pictures with these hashes, to be shown beside lines of a cart or an order. */
export async function picturesOf(db: Db, hashes: readonly (string | null)[]): Promise<ReadonlyMap<string, Media>> {
  const wanted = [...new Set(hashes.filter((hash) => hash !== null))]
  const unknown = wanted.filter((hash) => !known.has(hash))
  if (unknown.length > 0) await learn(db, unknown)
  return new Map(
    wanted.flatMap((hash) => {
      const media = known.get(hash)
      return media ? [[hash, media] as const] : []
    }),
  )
}

const MOST_KNOWN = 10_000
/** A picture is named by its content, so what is known of it stays true. */
const known = new Map<string, Media>()

async function learn(db: Db, hashes: readonly string[]): Promise<void> {
  if (known.size + hashes.length > MOST_KNOWN) known.clear()
  const rows = await db
    .selectFrom('media')
    .select(['hash', 'width', 'height', 'widths', 'color'])
    .where('hash', 'in', hashes)
    .execute()
  for (const media of rows) known.set(media.hash, media)
}
