import path from 'node:path'

export type MediaFormat = 'avif' | 'webp'

/** Where a browser finds a picture of ours. `width` is one of the picture's `widths`. */
export const mediaUrl = (hash: string, width: number, format: MediaFormat): string =>
  `/media/${hash}-${width}.${format}`

/**
 * The file behind the last part of such an address, or null for a name that is none of ours. A file never changes once
 * it is there: its name is made of the content.
 */
export function mediaFile(folder: string, name: string): { path: string; type: string } | null {
  const match = /^([0-9a-f]{64})-(\d{1,5})\.(avif|webp)$/.exec(name)
  const [, hash = '', , format = ''] = match ?? []
  return match ? { path: path.join(shelf(folder, hash), name), type: `image/${format}` } : null
}

/** The folder of all files with this hash; few enough in each for any file system. */
export const shelf = (folder: string, hash: string): string => path.join(folder, hash.slice(0, 2))
