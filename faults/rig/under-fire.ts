import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { Client } from 'pg'

import { createDb, createPool } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'
import { aVariant } from '#testing/builders'
import { type RunningShop, startShop } from '../../e2e/shop.ts'
import { inWords, judge } from '../oracle/judge.ts'
import { type Bought, buyStubbornly, untilAnswered } from './persistent.ts'
import { hurry, quiet, until } from './rig.ts'
import { Shopper } from './shopper.ts'

type Words = Readonly<{ env?: Record<string, string>; nodeArgs?: readonly string[] }>

/** A shop that is killed and started again on the same data, and looks after its database alone: nobody else is there. */
export type UnderFire = {
  shop: RunningShop
  readonly dataDir: string
  readonly url: string
  readonly variantId: string
  /** Starts it again, on the same port. Answers how long it took (ms). */
  restart: (words?: Words) => Promise<number>
  query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
  /** Where the database works. */
  cluster: () => Promise<string>
  postmaster: () => Promise<number>
  close: () => Promise<void>
}

export async function openUnderFire(words: Words = {}): Promise<UnderFire> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-fire-'))
  const start = (port?: number, { env = {}, nodeArgs = [] }: Words = words): Promise<RunningShop> =>
    startShop({ dataDir, env: { STOA_DEMO: '0', ...env }, nodeArgs, ...(port ? { port } : {}) })
  const shop = await start()
  const { url, rootUrl, variantId } = await furnished(dataDir)
  const query = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => patiently(rootUrl, text, values)
  const rig: UnderFire = {
    shop,
    dataDir,
    url,
    variantId,
    restart: async (other) => {
      const since = performance.now()
      rig.shop = await start(rig.shop.port, other)
      return performance.now() - since
    },
    query,
    cluster: async () => {
      const [row] = await query<{ data_directory: string }>('show data_directory')
      return row?.data_directory ?? ''
    },
    postmaster: async () =>
      Number(readFileSync(path.join(await rig.cluster(), 'postmaster.pid'), 'utf8').split('\n')[0]),
    close: async () => {
      await rig.shop.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return rig
}

async function furnished(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataFolder: dataDir })
  const db = createDb(createPool(server.url, 2))
  const variantId = await aVariant(db, { stock: 100_000 })
  await db.destroy()
  if ((await server.stop()) !== 'left running') throw new Error('the database was stopped under the shop')
  return { url: server.url, rootUrl: server.urlOf('postgres', 'stoa'), variantId }
}

/** Asks the database, which may just be on its way back. */
async function patiently<Row>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  for (let attempt = 0; ; attempt += 1) {
    const rows = await once<Row>(url, text, values).catch((error: unknown) => {
      if (attempt < 100) return null
      throw error
    })
    if (rows) return rows
    await wait(200)
  }
}

async function once<Row>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client(url)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(text, values)
    return rows as Row[]
  } finally {
    await client.end().catch(() => {})
  }
}

export async function answering(url: string, timeoutMs = 20_000): Promise<void> {
  await until('the shop answers', async () => (await fetch(`${url}/health`)).ok, timeoutMs)
}

type Sold = Readonly<{ bought: Bought[]; strikes: number }>

/**
 * Stubborn shoppers, three at a time, while `strike` happens again and again until all have bought, at most so often.
 * With `struck` they go on buying until it has happened so often.
 */
export async function sellWhile(
  rig: UnderFire,
  { name, checkouts, most, until: end }: { name: string; checkouts: number; most: number; until?: 'bought' | 'struck' },
  strike: () => Promise<void>,
): Promise<Sold> {
  const bought: Bought[] = []
  let next = 0
  let strikes = 0
  const isOver = () => next >= checkouts && (end !== 'struck' || strikes >= most)
  const shopper = async (): Promise<void> => {
    while (!isOver()) bought.push(await buyStubbornly(rig.shop.url, rig.variantId, `${name}${next++}@example.com`))
  }
  const sold = new AbortController()
  const striking = (async () => {
    for (; !sold.signal.aborted && strikes < most; strikes += 1) await strike()
  })()
  const clock = setInterval(() => void rig.query(hurry).catch(() => {}), 1000)
  try {
    await Promise.all([shopper(), shopper(), shopper()])
  } finally {
    clearInterval(clock)
    sold.abort()
  }
  await striking
  return { bought, strikes }
}

/** Each got one paid order under the address that was promised, and all books agree. */
export async function disagreements(rig: UnderFire, bought: readonly Bought[], name: string): Promise<string[]> {
  await quiet(rig.query)
  const lost: string[] = []
  for (const { orderPath } of bought) {
    // "Not now" is no answer to whether it is there.
    const page = await untilAnswered(() => new Shopper(rig.shop.url).get(orderPath))
    if (page.status !== 200) lost.push(`lost: ${page.status} ${orderPath}`)
  }
  const paid = await rig.query<{ email: string; orders: string }>(
    `select o.email, count(*)::text as orders from orders o join payments p on p.order_id = o.id
     where o.email like $1 and o.state in ('open', 'completed') and p.state = 'captured' group by o.email`,
    [`${name}%`],
  )
  const twice = paid.filter(({ orders }) => orders !== '1').map(({ email }) => `bought twice: ${email}`)
  const missing = paid.length === bought.length ? [] : [`${bought.length} bought, ${paid.length} paid`]
  return [...lost, ...twice, ...missing, ...inWords(await judge({ url: rig.url }))]
}
