import { createHash } from 'node:crypto'
import path from 'node:path'

import type { Clock } from '#kernel/clock'
import { ok } from '#kernel/result'
import { command, type Db } from '#platform/db'
import { readKnownMarkets } from '#modules/market'
import { readPriceLists } from '#modules/pricing'
import { openTextFile, type TextFile } from './csv/text-file.ts'
import { indexFile } from './file-index.ts'
import { ImportJob } from './import-job.ts'
import type { PictureTools } from './pictures/store-pictures.ts'
import type { ReadContext } from './reading.ts'
import { recognize, type Recognized } from './recognize.ts'
import { Totals, type ImportReport } from './report.ts'
import { takeRun } from './store.ts'

export type ImportDeps = { db: Db; clock: Clock } & PictureTools

export type ImportOptions = {
  path: string
  /** False (the default): read, check and count everything, write nothing. */
  apply?: boolean
  /** Code of the market whose price list gets the file's prices; the first market when left out. */
  market?: string | undefined
  /** For files that do not name their unit of weight (Magento). */
  weightUnit?: 'kg' | 'lbs' | undefined
  /** False: leave pictures for a later run. */
  pictures?: boolean
  actor?: string
  onProgress?: (progress: ImportProgress) => void
  /** Stops after the products at hand; the next run goes on from there. */
  signal?: AbortSignal | undefined
}

/** `reading` counts bytes, the others products. */
export type ImportProgress = { phase: 'reading' | 'products' | 'pictures'; done: number; total: number }

/**
 * Reads a product CSV of Shopify, WooCommerce, Magento or this shop, and stores it when asked to. It goes over the file
 * twice: once to see which rows belong together, once to put products, a few at a time, so that memory does not grow
 * with the file.
 * @throws Error when the file cannot be opened, the market is unknown, or two processes import the same file.
 */
export async function importFile(deps: ImportDeps, options: ImportOptions): Promise<ImportReport> {
  const file = await openTextFile(options.path)
  try {
    const found = await recognize(file)
    const context = await contextFor(deps.db, options)
    if (!('system' in found)) return unknownFile(file, found.firstLine, context)
    return await importRows({ deps, options, file, found, context })
  } finally {
    await file.close()
  }
}

type Task = { deps: ImportDeps; options: ImportOptions; file: TextFile; found: Recognized; context: ReadContext }

async function importRows({ deps, options, file, found, context: known }: Task): Promise<ImportReport> {
  const { onProgress = () => {}, apply = false } = options
  const index = await indexFile(
    file,
    found,
    everyMegabyte((done) => onProgress({ phase: 'reading', done, total: file.size })),
  )
  const context = { ...known, decimal: index.decimal }
  const hash = createHash('sha256').update(`${file.hash} ${context.list.code}`).digest('hex')
  const started = apply ? await command(deps.db, async (tx) => ok(await takeRun(tx, hash, found.system.name))) : null
  const run = started?.ok ? started.value : null
  const totals = new Totals(index.rows, run?.tally ?? undefined)
  const resumedAt = run?.done ?? 0
  if (resumedAt === 0) totals.addLost(index.problems)

  const job = new ImportJob({
    ...deps,
    index,
    system: found.system,
    context,
    totals,
    run,
    folder: path.dirname(path.resolve(options.path)),
    actor: options.actor ?? 'import',
    onProgress,
    signal: options.signal,
  })
  const finished = await job.work(options.pictures !== false)
  return {
    system: found.system.name,
    encoding: file.encoding,
    separator: found.separator,
    applied: apply,
    finished,
    resumedAt,
    market: context.list.code,
    counts: totals.counts,
    outcome: totals.outcome,
    pictures: job.pictures,
    priceSums: totals.priceSums,
    problems: totals.problems.report(),
  }
}

async function contextFor(db: Db, { market: code, weightUnit = 'kg' }: ImportOptions): Promise<ReadContext> {
  const markets = await readKnownMarkets(db)
  const lists = (await readPriceLists(db)).map((list) => ({
    code: list.code,
    currency: list.currency,
    marketId: list.marketId,
    marketName: markets.find((market) => market.id === list.marketId)?.name ?? '',
  }))
  const market = code === undefined ? markets[0] : markets.find((each) => each.code === code)
  const list = lists.find((each) => each.marketId === market?.id)
  if (!list) {
    const known = markets.map((each) => each.code).join(', ')
    throw new Error(
      code === undefined ? 'The shop has no market with a price list yet.' : `There is no market "${code}": ${known}.`,
    )
  }
  return { list, lists, decimal: '.', weightUnit }
}

function unknownFile(file: TextFile, firstLine: string, { list }: ReadContext): ImportReport {
  const totals = new Totals(0)
  const start = firstLine === '' ? 'The file is empty.' : `It begins: ${firstLine.slice(0, 120)}`
  totals.problems.add({
    line: 1,
    column: '',
    message: `These are not the columns of a product file of Shopify, WooCommerce, Magento or this shop. ${start}`,
    severity: 'error',
  })
  return {
    system: null,
    encoding: file.encoding,
    separator: '',
    applied: false,
    finished: true,
    resumedAt: 0,
    market: list.code,
    counts: totals.counts,
    outcome: totals.outcome,
    pictures: { stored: 0, missing: 0 },
    priceSums: [],
    problems: totals.problems.report(),
  }
}

/** Not every row: a bar that moves a thousand times a second is slower than the work. */
function everyMegabyte(tell: (bytes: number) => void): (bytes: number) => void {
  let next = 0
  return (bytes) => {
    if (bytes < next) return
    next = bytes + (1 << 20)
    tell(bytes)
  }
}
