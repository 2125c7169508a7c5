import { createHash } from 'node:crypto'
import path from 'node:path'

export type MediaFormat = 'avif' | 'webp'

/** How many letters a picture's name has: 132 bits of its hash. A list names two dozen pictures eight times each. */
const LETTERS = 22

/** The name of a picture by what is in it: the same bytes have the same one. */
export const pictureName = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, LETTERS)

/** Pictures from before have longer names. */
export const isPictureName = (text: string): boolean => /^[\w-]{22,64}$/.test(text)

/** Where a browser finds a picture of ours. `width` is one of the picture's `widths`. */
export const mediaUrl = (hash: string, width: number, format: MediaFormat): string =>
  `/media/${hash}-${width}.${format}`

/**
 * The file behind the last part of such an address, or null for a name that is none of ours. A file never changes once
 * it is there: its name is made of the content.
 */
export function mediaFile(folder: string, name: string): { path: string; type: string } | null {
  const match = /^([\w-]{22,64})-(\d{1,5})\.(avif|webp)$/.exec(name)
  const [, hash = '', , format = ''] = match ?? []
  return match ? { path: path.join(shelf(folder, hash), name), type: `image/${format}` } : null
}

/** The folder of all files with this hash; few enough in each for any file system. */
export const shelf = (folder: string, hash: string): string => path.join(folder, hash.slice(0, 2))
