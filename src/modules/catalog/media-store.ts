import { sql } from 'kysely'

import type { MediaId } from '#kernel/id'
import type { Tx } from '#platform/db'

/** A picture as the pipeline left it; its files lie in the media folder under its hash. */
export type NewMedia = {
  hash: string
  width: number
  height: number
  widths: readonly number[]
  color: string
  /** Where an import found it, so that the next one need not ask again. */
  sourceUrl?: string | null | undefined
}

export async function insertMedia(tx: Tx, id: MediaId, media: NewMedia): Promise<MediaId> {
  const row = await tx
    .insertInto('media')
    .values({
      id,
      hash: media.hash,
      width: media.width,
      height: media.height,
      widths: [...media.widths],
      color: media.color,
      source_url: media.sourceUrl ?? null,
    })
    .onConflict((same) =>
      same.column('hash').doUpdateSet({ source_url: sql`coalesce(media.source_url, excluded.source_url)` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id as MediaId
}
