import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { CacheTag } from '../cache-changes.ts'

const compress = promisify(gzip)

/** One rendered page: its bytes, plain and (once asked for) compressed, and the headers that go with it. */
export type KeptPage = {
  body: Buffer<ArrayBuffer>
  zipped: Buffer | null
  etag: string
  headers: Record<string, string>
  tags: readonly CacheTag[]
  until: number
}

export type PageCache = {
  find: (key: string, nowMs: number) => KeptPage | undefined
  /** `epoch` is that of before the page was read: a page made from facts that have gone stale since is not kept. */
  keep: (key: string, page: Omit<KeptPage, 'zipped' | 'etag'>, epoch: number) => KeptPage
  epoch: () => number
  forget: (tags: readonly CacheTag[]) => void
  clear: () => void
}

/** The compressed form comes later, at about a quarter of the plain one. */
const sizeOf = (page: KeptPage): number => Math.ceil(page.body.length * 1.25)

/** Pages kept in memory up to `maxBytes`, the longest unused leaving first. */
export function createPageCache(maxBytes = 32 * 1024 * 1024): PageCache {
  const pages = new Map<string, KeptPage>()
  const keysByTag = new Map<CacheTag, Set<string>>()
  let bytes = 0
  let epoch = 0

  const drop = (key: string): void => {
    const page = pages.get(key)
    if (!page) return
    pages.delete(key)
    bytes -= sizeOf(page)
    for (const tag of page.tags) {
      const keys = keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysByTag.delete(tag)
    }
  }

  const trim = (): void => {
    for (const key of pages.keys()) {
      if (bytes <= maxBytes) return
      drop(key)
    }
  }

  return {
    find(key, nowMs) {
      const page = pages.get(key)
      if (!page) return undefined
      if (page.until <= nowMs) {
        drop(key)
        return undefined
      }
      pages.delete(key)
      pages.set(key, page)
      return page
    },
    keep(key, given, madeAt) {
      const etag = `"${createHash('sha256').update(given.body).digest('base64url').slice(0, 22)}"`
      const page: KeptPage = { ...given, etag, zipped: null }
      if (madeAt !== epoch || page.body.length > maxBytes / 8) return page
      drop(key)
      pages.set(key, page)
      bytes += sizeOf(page)
      for (const tag of page.tags) keysByTag.set(tag, (keysByTag.get(tag) ?? new Set()).add(key))
      trim()
      return page
    },
    epoch: () => epoch,
    forget(tags) {
      epoch++
      for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) drop(key)
    },
    clear() {
      epoch++
      for (const key of pages.keys()) drop(key)
    },
  }
}

/** The page's compressed bytes, made when the first browser asks for them. */
export async function zippedOf(page: KeptPage): Promise<Buffer> {
  page.zipped ??= await compress(page.body, { level: 6 })
  return page.zipped
}
