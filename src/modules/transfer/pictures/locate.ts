import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'

import type { ProductRecord } from '../record.ts'

/** Where a picture is to be had. `key` is what the shop remembers it by. */
export type Place =
  | { kind: 'url'; key: string }
  | { kind: 'file'; key: string; path: string }
  | { kind: 'media'; key: string }
  | { kind: 'missing'; reason: string }

/** Where Magento and others keep the pictures that a file names by path, seen from beside the file. */
const folders = [
  '.',
  'pub/media/catalog/product',
  'media/catalog/product',
  'pub/media/import',
  'media/import',
  'var/import/images',
  'catalog/product',
  'images',
  'media',
  'wp-content/uploads',
  'uploads',
]

/** Finds out where each of the pictures lies. Paths lead nowhere but below the file's own folder. */
export async function locateAll(records: readonly ProductRecord[], folder: string): Promise<Map<string, Place>> {
  const places = new Map<string, Place>()
  for (const source of records.flatMap(sourcesOf)) {
    if (!places.has(source)) places.set(source, await locate(source, folder))
  }
  return places
}

const sourcesOf = (record: ProductRecord): string[] => [
  ...(record.pictures ?? []).filter((picture) => picture.mediaId === undefined).map((picture) => picture.source),
  ...record.variants.flatMap((variant) => variant.pictures ?? []),
]

async function locate(source: string, folder: string): Promise<Place> {
  if (source.startsWith('media:')) return { kind: 'media', key: source }
  const address = source.startsWith('//') ? `https:${source}` : source
  if (/^https?:/i.test(address)) {
    return URL.canParse(address)
      ? { kind: 'url', key: new URL(address).href }
      : { kind: 'missing', reason: 'not an address' }
  }
  const local = address.replace(/^file:(?:\/\/)?/i, '').replaceAll('\\', '/')
  for (const each of folders) {
    const place = await fileAt(path.join(folder, each), local)
    if (place) return place
  }
  return { kind: 'missing', reason: 'there is no such file beside the CSV' }
}

async function fileAt(folder: string, local: string): Promise<Place | null> {
  try {
    const base = await realpath(folder)
    const found = await realpath(path.join(base, local))
    if (!found.startsWith(base + path.sep)) return null
    const { size, mtimeMs } = await stat(found)
    // A file that is changed in place is another picture.
    return { kind: 'file', path: found, key: `file:${local}?${size}-${Math.round(mtimeMs)}` }
  } catch {
    return null
  }
}

/** The record with each picture under the key that the shop knows it by; those that are nowhere are left out. */
export function withKeys(record: ProductRecord, places: ReadonlyMap<string, Place>): ProductRecord {
  const keyOf = (source: string): string[] => {
    const place = places.get(source)
    return !place ? [source] : place.kind === 'missing' ? [] : [place.key]
  }
  return {
    ...record,
    pictures: record.pictures?.flatMap((picture) => keyOf(picture.source).map((source) => ({ ...picture, source }))),
    variants: record.variants.map((variant) => ({ ...variant, pictures: variant.pictures?.flatMap(keyOf) })),
  }
}
