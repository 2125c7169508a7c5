import { access } from 'node:fs/promises'

import { isPictureName, mediaFile } from '#platform/images'
import type { NewMedia } from '#modules/catalog'
import type { MediaFacts } from '../stored-products.ts'

/** A stored picture's facts in one cell: `1200x800 #aabbcc 160/320/480 https://…`. */
export const factsText = ({ width, height, color, widths, sourceUrl }: MediaFacts): string =>
  `${width}x${height} ${color} ${widths.join('/')} ${sourceUrl ?? ''}`.trim()

/** What `factsText` wrote; null for anything else. */
export function factsOf(hash: string, text: string): NewMedia | null {
  const match = /^(\d{1,6})x(\d{1,6}) (#[0-9a-f]{6}) (\d+(?:\/\d+)*)(?: (\S.*))?$/i.exec(text.trim())
  if (!match || !isPictureName(hash)) return null
  const [, width, height, color = '', widths = '', sourceUrl = null] = match
  return { hash, width: Number(width), height: Number(height), color, widths: widths.split('/').map(Number), sourceUrl }
}

/** Are the picture's files in the media folder? */
export async function isOnShelf({ hash, widths }: NewMedia, mediaFolder: string): Promise<boolean> {
  const files = widths.flatMap((width) => mediaFile(mediaFolder, `${hash}-${width}.webp`)?.path ?? [])
  const there = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  return there.length > 0 && there.every(Boolean)
}
