import type { Clock } from '#kernel/clock'
import { ok, refuse } from '#kernel/result'
import { command, type Db } from '#platform/db'
import type { FileIndex } from './file-index.ts'
import type { ImportProgress } from './import-file.ts'
import { locateAll, withKeys } from './pictures/locate.ts'
import { PictureStore, type PictureTools } from './pictures/store-pictures.ts'
import { putBatch } from './put-batch.ts'
import type { PutOptions } from './put-products.ts'
import { Findings, type ReadContext, type System } from './reading.ts'
import type { ProductRecord } from './record.ts'
import type { Totals } from './report.ts'
import { putShopRecord } from './stoa/shop-records.ts'
import { advanceRun, finishRun, type Run } from './store.ts'

export type Job = PictureTools & {
  db: Db
  clock: Clock
  index: FileIndex
  system: System
  context: ReadContext
  totals: Totals
  /** Null for a dry run. */
  run: Run | null
  /** Where the file lies, and maybe its pictures. */
  folder: string
  actor: string
  onProgress: (progress: ImportProgress) => void
  signal: AbortSignal | undefined
}

/** Products of one transaction: enough to be fast, few enough that a stopped run loses little. */
const BATCH = 50
/** A picture takes longer than a product. */
const PICTURE_BATCH = 20

/** One import at work: what stands before the products, the products, what comes after, the pictures. */
export class ImportJob {
  readonly #job: Job
  readonly #currencies: ReadonlyMap<string, string>
  readonly #pictures: PictureStore

  constructor(job: Job) {
    this.#job = job
    this.#currencies = new Map(job.context.lists.map((list) => [list.code, list.currency]))
    this.#pictures = new PictureStore(job, job.totals.problems)
  }

  get pictures(): { stored: number; missing: number } {
    return this.#pictures.count
  }

  /** False when it was stopped before the end. */
  async work(withPictures: boolean): Promise<boolean> {
    const { index, run, db, clock } = this.#job
    await this.#putShop(index.shop?.before ?? [])
    if (!(await this.#putAllGroups(run?.done ?? 0))) return false
    await this.#putShop(index.shop?.after ?? [])
    if (!run) return true
    if (withPictures && !(await this.#putAllPictures())) return false
    await finishRun(db, run, clock.now())
    return true
  }

  async #putAllGroups(from: number): Promise<boolean> {
    const total = this.#job.index.groups.length
    for (let done = from; done < total; done += BATCH) {
      if (!this.#goOn('products', done)) return false
      await this.#putGroups(done)
    }
    this.#job.onProgress({ phase: 'products', done: total, total })
    return true
  }

  async #putAllPictures(): Promise<boolean> {
    const { groups } = this.#job.index
    for (let done = 0; done < groups.length; done += PICTURE_BATCH) {
      if (!this.#goOn('pictures', done)) return false
      await this.#putPictures(groups.slice(done, done + PICTURE_BATCH))
    }
    this.#job.onProgress({ phase: 'pictures', done: groups.length, total: groups.length })
    return true
  }

  #goOn(phase: 'products' | 'pictures', done: number): boolean {
    const { signal, onProgress, index } = this.#job
    if (signal?.aborted) return false
    onProgress({ phase, done, total: index.groups.length })
    return true
  }

  async #putGroups(from: number): Promise<void> {
    const { index, totals, run, db } = this.#job
    const groups = index.groups.slice(from, from + BATCH)
    const records = await this.#located(await this.#readGroups(groups, true), true)
    await this.#pictures.takeFromShelf(records, run !== null)
    const puts = await putBatch(db, {
      records,
      options: this.#putOptions,
      apply: run !== null,
      note: async (tx, outcomes) => {
        const tally = totals.after(records, outcomes)
        const ours = run === null || (await advanceRun(tx, run, from + groups.length, tally))
        if (!ours) throw new Error('Another process is importing this very file.')
      },
    })
    totals.adopt(totals.after(records, puts))
    if (run) run.done = from + groups.length
  }

  get #putOptions(): PutOptions {
    const { system, actor, clock } = this.#job
    return { system: system.name, actor, now: clock.now() }
  }

  /** Each group's product. Counted and its problems noted the first time only. */
  async #readGroups(groups: readonly number[][], counting: boolean): Promise<ProductRecord[]> {
    const { index, system, context, totals } = this.#job
    const numbers = groups.flat()
    const rows = new Map((await index.read(numbers)).map((row, at) => [numbers[at], row]))
    return groups.flatMap((group) => {
      const reading = system.read(
        group.flatMap((number) => rows.get(number) ?? []),
        context,
      )
      if (counting) totals.count(reading, this.#currencies)
      return reading.product ?? []
    })
  }

  async #located(records: readonly ProductRecord[], telling: boolean): Promise<ProductRecord[]> {
    const places = await locateAll(records, this.#job.folder)
    if (telling) this.#pictures.tellMissing(records, places)
    return records.map((record) => withKeys(record, places))
  }

  /** Fetches what the shop does not have, then ties it to the products that were waiting for it. */
  async #putPictures(groups: readonly number[][]): Promise<void> {
    const records = await this.#readGroups(groups, false)
    const places = await locateAll(records, this.#job.folder)
    const keyed = records.map((record) => withKeys(record, places))
    const waiting = await this.#pictures.fetchMissing(keyed, places)
    if (waiting.length === 0) return
    const options = { ...this.#putOptions, withoutNumbers: true }
    await putBatch(this.#job.db, { records: waiting, options, apply: true, note: async () => {} })
  }

  /** Rows of our own file that are about the shop. A dry run tries them and takes them back. */
  async #putShop(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return
    const { index, run, db, actor, totals } = this.#job
    let found = new Findings()
    const rows = await index.read(numbers)
    await this.#pictures.takeFromShelf(shelved(rows), run !== null)
    await command(db, async (tx) => {
      found = new Findings()
      for (const row of rows) await putShopRecord(tx, row, actor, found)
      return run ? ok(null) : refuse({ code: 'dry_run' })
    })
    totals.problems.addAll(found.problems)
  }
}

/** The pictures of categories, in the form that the shelf is asked in. */
const shelved = (rows: Awaited<ReturnType<FileIndex['read']>>): ProductRecord[] =>
  rows
    .filter((row) => row.text('picture') !== '')
    .map((row) => ({
      keys: [],
      line: row.line,
      variants: [],
      redirects: [],
      pictures: [{ source: row.text('picture'), alt: '', facts: row.text('pictureFacts') || undefined }],
    }))
