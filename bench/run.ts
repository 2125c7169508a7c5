import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'

import { Client } from 'pg'

import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'
import { owner, startShop } from '../e2e/shop.ts'
import { connectGateway, hotItem, startFarGateway } from './hot.ts'
import { connect, during, getRequest } from './load.ts'
import { median, percentile, table } from './numbers.ts'
import { perThing, processorTime, type Spent, spentInWords } from './processor.ts'
import { newCart, purchase } from './purchase.ts'
import { dropRaw, prepareRaw, rawOrders } from './raw.ts'
import { writesAlone } from './writes.ts'

const { values: given } = parseArgs({
  options: {
    products: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
})
const products = Number(given.products)
const runs = Number(given.runs)
const seconds = Number(given.seconds)
const dataDir = path.resolve(`data/bench-${products}`)

type Measured = { perSecond: number[]; p95: number[]; spent: Spent[] }
const results = new Map<string, Measured>()
const say = (text: string): boolean => process.stderr.write(`${text}\n`)

/** What is measured, what it is held against, and the ratio that it should reach. */
const goals = [
  { name: 'product page, kept', against: 'bare', goal: 0.5 },
  { name: 'product page, rendered anew', against: 'bare', goal: 0.06 },
  { name: 'category page with filters, rendered anew', against: 'bare', goal: 0.05 },
  { name: 'search page', against: 'bare', goal: 0.04 },
  { name: 'new cart with one line', against: 'raw', goal: 0.3 },
  { name: 'whole checkout of two lines', against: 'raw', goal: 0.12 },
] as const

/** A checkout is long: Node needs some thousand of them until all of its code is translated. */
const WARM_UP_SECONDS = 30

/** Beside the whole checkout: how much of it could be saved at all. */
const WRITES = 'writes of a whole checkout alone'

const HOT = 'one hot item'
/** Orders a second, with a gateway that takes 50 ms to answer. */
const HOT_GOAL = 200
const HOT_ORDERS = 400

if (!existsSync(dataDir)) fillCatalog()
const database = await startEmbeddedPostgres({ dataFolder: dataDir })
const since = performance.now()
const gateway = await startFarGateway()
const shop = await startShop({ dataDir, env: { STOA_DEMO: '0', STOA_MOLLIE_URL: gateway.url } })
const startMs = Math.round(performance.now() - since)
const { port } = shop
await connectGateway(shop.url, owner)
const known = await readFacts(database.url)
await warmUp()
await wait(3000)
const idle = memoryOf(shop.pid)
await warmCheckouts()
const page = await productPage()
const bare = await startBare(page)
await prepareRaw(database.urlOf('postgres', 'stoa'))

for (let run = 1; run <= runs; run++) {
  say(`run ${run} of ${runs}`)
  for (const [name, work] of Object.entries(works())) {
    if (given.only && !['bare', 'raw'].includes(name) && !name.includes(given.only)) continue
    await quiet()
    const spentBefore = spent()
    const { perSecond, times } = await work()
    const spentAfter = spent()
    const before = results.get(name) ?? { perSecond: [], p95: [], spent: [] }
    before.perSecond.push(perSecond)
    before.p95.push(times.length > 0 ? percentile(times, 95) : Number.NaN)
    if (spentBefore && spentAfter && times.length > 0)
      before.spent.push(perThing(spentBefore, spentAfter, times.length))
    results.set(name, before)
    say(`  ${name}: ${Math.round(perSecond)}/s`)
  }
}

report()
await quiet()
bare.child.kill()
await gateway.stop()
await dropRaw(database.urlOf('postgres', 'stoa'))
await shop.stop()
await database.stop()
process.exit(0)

function pick<T>(list: readonly T[], count: number): T {
  return list[count % list.length] as T
}

function spent(): Spent | null {
  return processorTime({ shop: shop.pid, postmaster: database.pid() })
}

function works(): Record<string, () => Promise<{ perSecond: number; times: number[] }>> {
  const many = { connections: 32, seconds }
  let fresh = Math.floor(performance.now())
  const reading = (paths: (count: number) => string, at = port) =>
    during(at, many, async (connection, count) => {
      const { status, head } = await connection.ask(getRequest(at, paths(count)))
      if (status !== 200) throw new Error(`${paths(count)}: ${status}\n${head}`)
    })
  return {
    bare: () => reading(() => '/', bare.port),
    'product page, kept': () => reading(() => `/p/${known.slugs[0]}`),
    'product page, rendered anew': () => reading((count) => `/p/${pick(known.slugs, count * 7)}?fresh=${fresh++}`),
    'category page with filters, rendered anew': () =>
      reading((count) => `/c/${pick(known.categories, count)}?${pick(known.filters, count)}&fresh=${fresh++}`),
    'search page': () =>
      reading((count) => `/search?q=${encodeURIComponent(pick(known.words, count))}&fresh=${fresh++}`),
    raw: async () => ({ perSecond: await rawOrders(database.urlOf('postgres', 'stoa'), seconds), times: [] }),
    'new cart with one line': () =>
      during(
        port,
        many,
        async (connection, count) => void (await newCart(connection, port, pick(known.variants, count))),
      ),
    'whole checkout of two lines': () =>
      during(port, many, (connection, count) =>
        purchase(connection, port, [pick(known.variants, count * 2), pick(known.variants, count * 2 + 1)]),
      ),
    [WRITES]: async () => ({
      perSecond: await writesAlone(database.urlOf('postgres', 'stoa'), seconds, known.variants),
      times: [],
    }),
    [HOT]: async () => ({ perSecond: await hotItem(port, known.hot, HOT_ORDERS), times: [] }),
  }
}

function report(): void {
  const of = (name: string): number => median(results.get(name)?.perSecond ?? [])
  const rows = goals
    .filter(({ name }) => results.has(name))
    .map(({ name, against, goal }) => {
      const ratio = of(name) / of(against)
      const p95 = median(results.get(name)?.p95 ?? [])
      return [
        name,
        `${Math.round(of(name))}/s`,
        `${p95.toFixed(1)} ms`,
        `${ratio.toFixed(3)} ${against}`,
        `≥ ${goal}`,
        ratio >= goal ? 'yes' : 'NO',
      ]
    })
  process.stdout.write(
    `\n${table([['what', 'rate', 'p95', 'ratio', 'goal', 'reached'], ...rows])}\n\n` +
      (results.has(HOT)
        ? `${HOT}: ${Math.round(of(HOT))} orders a second, gateway answering in 50 ms, ${HOT_ORDERS} buyers, 64 at once; goal ≥ ${HOT_GOAL}: ${of(HOT) >= HOT_GOAL ? 'yes' : 'NO'}\n`
        : '') +
      checkoutCost() +
      (results.has(WRITES)
        ? `${WRITES}, without pages, reads and requests: ${Math.round(of(WRITES))}/s, ${(of(WRITES) / of('raw')).toFixed(3)} raw\n`
        : '') +
      `bare: ${Math.round(of('bare'))}/s of ${page.length} bytes; raw: ${Math.round(of('raw'))}/s; medians of ${runs} runs of ${seconds} s, 32 connections, ${products} products\n` +
      `start (second one): ${startMs} ms; memory idle ${idle} MB, after the load ${memoryOf(shop.pid)} MB\n` +
      `product page: ${(gzipSync(page).length / 1024).toFixed(1)} KB of HTML, ${scriptsOf(page.toString()).toFixed(1)} KB of JavaScript (gzip)\n`,
  )
}

/** What limits the checkouts: cores times a second, through this, is the most that there can be. */
function checkoutCost(): string {
  const all = results.get('whole checkout of two lines')?.spent ?? []
  if (all.length === 0) return ''
  const middle = (part: keyof Spent): number => median(all.map((one) => one[part]))
  const one = { shop: middle('shop'), database: middle('database'), load: middle('load') }
  return `processor time of a whole checkout: ${spentInWords(one)}; ${availableParallelism()} cores\n`
}

function fillCatalog(): void {
  say(`Making ${products} products …`)
  mkdirSync(dataDir, { recursive: true })
  execFileSync(process.execPath, ['dist/src/cli/index.js', 'demo', '--products', String(products)], {
    env: { ...process.env, STOA_DATA: dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

type Facts = Record<'slugs' | 'categories' | 'filters' | 'words' | 'variants', string[]> & { hot: string }

async function readFacts(url: string): Promise<Facts> {
  const client = new Client(url)
  await client.connect()
  const column = async (text: string): Promise<string[]> =>
    (await client.query<{ it: string }>(text)).rows.map(({ it }) => it)
  const facts = {
    slugs: await column(`select slug as it from products where status = 'active' order by id limit 5000`),
    categories: await column(
      `select c.slug as it from categories c join product_categories p on p.category_id = c.id
       group by c.slug having count(*) > 50 order by count(*) desc limit 20`,
    ),
    filters: ['stock=1', 'from=10', 'to=60', 'from=10&to=80', 'sort=price_up', 'page=2'],
    words:
      await column(`select distinct lower(split_part(title, ' ', 1 + (row_number() over (order by id))::int % 3)) as it
      from products where length(title) > 8 order by 1 limit 200`),
    variants: await column(
      `select v.id as it from variants v join stock_levels s on s.variant_id = v.id join prices p on p.variant_id = v.id
         join price_lists l on l.id = p.price_list_id join markets m on m.id = l.market_id and m.position = 0
         join products on products.id = v.product_id and products.status = 'active'
       where s.on_hand - s.reserved > 20 and s.policy = 'deny' and v.archived_at is null order by md5(v.id::text) limit 8000`,
    ),
  }
  const hot = facts.variants.at(-1) ?? ''
  await client.query('update stock_levels set on_hand = 1000000 where variant_id = $1', [hot])
  await client.end()
  return { ...facts, hot, words: facts.words.filter((word) => word.length > 2) }
}

/** One thing is measured at a time: the mails and messages of the orders before are gone first. */
async function quiet(): Promise<void> {
  const client = new Client(database.urlOf('postgres', 'stoa'))
  await client.connect()
  for (let look = 0; look < 300; look++) {
    const { rows } = await client.query(
      'select 1 from graphile_worker._private_jobs where attempts < max_attempts limit 1',
    )
    if (rows.length === 0) break
    await wait(100)
  }
  await client.end()
}

async function warmUp(): Promise<void> {
  const connection = await connect(port)
  for (const at of ['/', `/p/${known.slugs[0]}`, `/c/${known.categories[0]}`, `/search?q=${known.words[0]}`])
    await connection.ask(getRequest(port, at))
  connection.close()
}

async function warmCheckouts(): Promise<void> {
  if (!given.only || 'whole checkout of two lines'.includes(given.only))
    await during(port, { connections: 32, seconds: WARM_UP_SECONDS }, (one, count) =>
      purchase(one, port, [pick(known.variants, count * 2), pick(known.variants, count * 2 + 1)]),
    )
}

async function productPage(): Promise<Buffer> {
  const answer = await fetch(`${shop.url}/p/${known.slugs[0]}`)
  return Buffer.from(await answer.arrayBuffer())
}

async function startBare(body: Buffer): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['bench/bare.ts'], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] })
  child.stdin?.end(body)
  const barePort = await new Promise<number>((resolve) =>
    child.once('message', (message) => resolve((message as { port: number }).port)),
  )
  return { child, port: barePort }
}

/** Resident memory in megabytes. */
function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

/** Kilobytes of script, compressed, that the page asks for. */
function scriptsOf(html: string): number {
  const files = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map((match) => path.basename(match[1] ?? ''))
  const bytes = files.map((file) => gzipSync(readFileSync(path.join('dist/storefront', file))).length)
  return bytes.reduce((all, one) => all + one, 0) / 1024
}
