import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { systemClock } from '#kernel/clock'
import { ok } from '#kernel/result'
import { command, createDb, createPool } from '#platform/db'
import { startMarkets } from '#modules/market'
import { startPriceLists } from '#modules/pricing'
import { exportCatalog, importFile } from '#modules/transfer'
import { migrateAll } from '#testing/prepare'

/**
 * Puts a large file into the empty database that BENCH_DATABASE_URL names and tells time and the most memory it took:
 * `node bench/import.js [products] [scattered]`. Scattered: variants stand far from their product, as Magento and
 * WooCommerce may write them.
 */
const products = Number(process.argv[2] ?? 50_000)
const scattered = process.argv[3] === 'scattered'
const url = process.env['BENCH_DATABASE_URL']
if (!url) throw new Error('BENCH_DATABASE_URL names no database')

const MEMORY_LIMIT_MB = 400
let most = 0
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 100)

const words =
  'A quiet, useful thing for every day, made by hand in small numbers and meant to be kept for long. '.repeat(8)

function* shopify(): Generator<string> {
  yield 'Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src\n'
  for (let at = 0; at < products; at++) {
    for (const [size, name] of ['S', 'M', 'L'].entries()) {
      const own =
        size === 0
          ? [`Thing ${at}`, `"<p>${words}</p>"`, 'Bench', `Kind ${at % 40}`, '"a, b"', 'Size']
          : ['', '', '', '', '', '']
      yield (
        [`thing-${at}`, ...own, name, `T-${at}-${name}`, 'shopify', '7', `${10 + (at % 90)}.50`, ''].join(',') + '\n'
      )
    }
  }
}

/** All variations first, in another order than their products. */
function* woocommerce(): Generator<string> {
  yield 'ID,Type,SKU,Name,Published,Description,Stock,In stock?,Regular price,Categories,Parent,Attribute 1 name,Attribute 1 value(s)\n'
  for (const name of ['S', 'M', 'L']) {
    for (let at = products; at > 0; at--)
      yield `,variation,T-${at}-${name},,1,,7,1,${10 + (at % 90)}.50,,P-${at},Size,${name}\n`
  }
  for (let at = 1; at <= products; at++)
    yield `${at},variable,P-${at},Thing ${at},1,"${words}",,1,,Kind ${at % 40},,Size,"S, M, L"\n`
}

const folder = await mkdtemp(path.join(tmpdir(), 'stoa-bench-'))
const file = path.join(folder, 'products.csv')
await pipeline(Readable.from(scattered ? woocommerce() : shopify()), createWriteStream(file))
console.log(
  `${products} products, ${products * 3} variants, ${Math.round((await stat(file)).size / 1e6)} MB${scattered ? ', scattered' : ''}`,
)

await migrateAll(url, path.resolve('migrations'))
const pool = createPool(url, 4)
const db = createDb(pool)
await command(db, async (tx) => {
  await startMarkets(tx)
  await startPriceLists(tx)
  return ok(null)
})

async function timed(name: string, run: () => Promise<string>): Promise<void> {
  const start = performance.now()
  most = 0
  const said = await run()
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${Math.round(products / seconds)} products a second, at most ${Math.round(most / 1e6)} MB; ${said}`,
  )
  if (most / 1e6 > MEMORY_LIMIT_MB) process.exitCode = 1
}

const deps = { db, clock: systemClock, mediaFolder: folder }
const put = async (apply: boolean) => {
  const { outcome } = await importFile(deps, { path: file, apply })
  return JSON.stringify(outcome)
}
try {
  await timed('apply', () => put(true))
  await timed('apply again', () => put(true))
  await timed('export', async () => {
    let bytes = 0
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        done()
      },
    })
    await exportCatalog(db, sink)
    return `${Math.round(bytes / 1e6)} MB`
  })
} finally {
  clearInterval(watch)
  await db.destroy()
  await rm(folder, { recursive: true, force: true })
}
