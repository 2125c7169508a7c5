import { ok } from '#kernel/result'
import { command, type Db } from '#platform/db'
import { processImage, type ImageRefusal } from '#platform/images'
import { mediaFrom, registerMedia } from '#modules/catalog'
import { detached } from '../csv/values.ts'
import type { Problems } from '../problems.ts'
import type { PictureRecord, ProductRecord } from '../record.ts'
import { factsOf, isOnShelf } from './facts.ts'
import { fetchPicture, NotThisPicture } from './fetch-picture.ts'
import type { Place } from './locate.ts'

/** How pictures come into the shop. What is left out is the real thing. */
export type PictureTools = {
  mediaFolder: string
  processImage?: typeof processImage | undefined
  /** Gets one from the web; ours refuses private addresses, large files and slow servers. */
  fetchPicture?: ((url: string) => Promise<Buffer>) | undefined
}

const AT_ONCE = 4
const PATIENCE = 8

/** Brings the pictures that a file names into the shop. One that cannot be had is told once, and is no fault. */
export class PictureStore {
  readonly count = { stored: 0, missing: 0 }
  readonly #tools: PictureTools & { db: Db }
  readonly #problems: Problems
  readonly #failed = new Set<string>()
  readonly #silent = new Map<string, number>()

  constructor(tools: PictureTools & { db: Db }, problems: Problems) {
    this.#tools = tools
    this.#problems = problems
  }

  /** Names the pictures that are nowhere. */
  tellMissing(records: readonly ProductRecord[], places: ReadonlyMap<string, Place>): void {
    for (const picture of records.flatMap((record) => record.pictures ?? [])) {
      const place = places.get(picture.source)
      if (place?.kind === 'missing') this.#missing(picture, place.reason)
    }
  }

  #missing({ source, line = 0, column = '' }: PictureRecord, reason: string): void {
    if (this.#failed.has(source)) return
    this.#failed.add(detached(source))
    this.count.missing += 1
    const message = `Picture "${source}" is missing: ${reason}.`
    this.#problems.add({ line, column, message, severity: 'warning' })
  }

  /** Makes known again what our own export names and the media folder still has. */
  async takeFromShelf(records: readonly ProductRecord[], apply: boolean): Promise<void> {
    const wanted = new Map<string, PictureRecord>()
    for (const picture of records.flatMap((record) => record.pictures ?? [])) {
      if (picture.source.startsWith('media:')) wanted.set(picture.source.slice(6), picture)
    }
    if (wanted.size === 0) return
    const { db, mediaFolder } = this.#tools
    const rows = await db
      .selectFrom('media')
      .select('hash')
      .where('hash', 'in', [...wanted.keys()])
      .execute()
    for (const { hash } of rows) wanted.delete(hash)
    for (const [hash, picture] of wanted) {
      const media = factsOf(hash, picture.facts ?? '')
      if (!media || !(await isOnShelf(media, mediaFolder)))
        this.#missing(picture, 'its files are not in the media folder')
      else if (apply) await command(db, async (tx) => ok(await registerMedia(tx, media)))
    }
  }

  /** Gets the pictures that the shop does not have, a few at a time, and answers the products that were without. */
  async fetchMissing(records: readonly ProductRecord[], places: ReadonlyMap<string, Place>): Promise<ProductRecord[]> {
    const byKey = new Map(
      [...places.values()].flatMap((place) => (place.kind === 'missing' ? [] : [[place.key, place]])),
    )
    const pictures = records.flatMap((record) => record.pictures ?? [])
    const wanted = new Map(pictures.filter(({ source }) => this.#isOpen(source)).map((each) => [each.source, each]))
    for (const known of (await mediaFrom(this.#tools.db, [...wanted.keys()])).keys()) wanted.delete(known)
    const queue = [...wanted.values()]
    const got = new Set<string>()
    const work = async (): Promise<void> => {
      for (let picture = queue.pop(); picture; picture = queue.pop()) {
        const place = byKey.get(picture.source)
        if (place && (await this.#bring(picture, place))) got.add(picture.source)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return records.filter((record) => record.pictures?.some(({ source }) => got.has(source)))
  }

  #isOpen = (source: string): boolean => !source.startsWith('media:') && !this.#failed.has(source)

  async #bring(picture: PictureRecord, place: Exclude<Place, { kind: 'missing' }>): Promise<boolean> {
    const { db, mediaFolder } = this.#tools
    const bytes = place.kind === 'file' ? place.path : await this.#fetched(picture, place.key)
    if (bytes === null) return false
    const processed = await (this.#tools.processImage ?? processImage)(bytes, mediaFolder)
    if (!processed.ok) {
      this.#missing(picture, words[processed.refusal.code])
      return false
    }
    const media = { ...processed.value, sourceUrl: picture.source }
    await command(db, async (tx) => ok(await registerMedia(tx, media)))
    this.count.stored += 1
    return true
  }

  /** A server that is silent again and again is not waited for: thousands of pictures may name it. */
  async #fetched(picture: PictureRecord, url: string): Promise<Buffer | null> {
    const { host } = new URL(url)
    const silences = () => this.#silent.get(host) ?? 0
    if (silences() >= PATIENCE) {
      this.#missing(picture, `${host} does not answer`)
      return null
    }
    try {
      const bytes = await (this.#tools.fetchPicture ?? fetchPicture)(url)
      this.#silent.delete(host)
      return bytes
    } catch (error) {
      this.#silent.set(host, error instanceof NotThisPicture ? 0 : silences() + 1)
      this.#missing(picture, error instanceof Error ? error.message : String(error))
      return null
    }
  }
}

const words: Record<ImageRefusal['code'], string> = {
  unknown_type: 'it is none of JPEG, PNG, WebP, AVIF, GIF and TIFF',
  unreadable: 'it cannot be decoded',
  too_large: 'it is too large',
  too_slow: 'it takes too long to decode',
}
