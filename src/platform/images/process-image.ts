import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

import { z } from 'zod'

import { ok, refuse, type Result } from '#kernel/result'
import { pictureName, shelf } from './files.ts'
import { pictureType } from './picture-type.ts'
import { inChild, type ProcessedImage } from './pool.ts'

export type { ProcessedImage } from './pool.ts'

/** `unknown_type`: not JPEG, PNG, WebP, AVIF, GIF or TIFF by its bytes. `too_large`: in bytes, pixels or memory. */
export type ImageRefusal =
  | { code: 'unknown_type' }
  | { code: 'unreadable' }
  | { code: 'too_large' }
  | { code: 'too_slow' }

const MOST_BYTES = 50_000_000

const processedImage = z.object({
  hash: z.string(),
  width: z.number(),
  height: z.number(),
  widths: z.array(z.number()),
  color: z.string(),
})

/**
 * Makes of any picture (its bytes, or a path) the files that pages use, as AVIF and WebP in several widths, upright
 * and without EXIF, GPS or other metadata. Named by the hash of the bytes: the same picture again costs nothing.
 * @throws Error when the media folder cannot be written.
 */
export async function processImage(
  input: Buffer | string,
  mediaFolder: string,
): Promise<Result<ProcessedImage, ImageRefusal>> {
  if (typeof input === 'string' && (await stat(input)).size > MOST_BYTES) return refuse({ code: 'too_large' })
  const bytes = typeof input === 'string' ? await readFile(input) : input
  if (bytes.length > MOST_BYTES) return refuse({ code: 'too_large' })
  if (pictureType(bytes) === null) return refuse({ code: 'unknown_type' })

  const hash = pictureName(bytes)
  const known = await earlier(mediaFolder, hash)
  if (known) return ok(known)
  const outcome = await inChild({ bytes, hash, folder: mediaFolder })
  if (outcome.ok) return ok(outcome.image)
  if (outcome.code === 'not_written') throw new Error(`The media folder cannot be written: ${mediaFolder}`)
  return refuse({ code: outcome.code })
}

/** What an earlier run wrote down when all files of this picture were there. */
async function earlier(folder: string, hash: string): Promise<ProcessedImage | null> {
  const text = await readFile(path.join(shelf(folder, hash), `${hash}.json`), 'utf8').catch(() => null)
  if (text === null) return null
  const parsed = processedImage.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}
