import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { Pool } from 'pg'

import { createDb, createPool, type Db } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'
import { type RunningShop, startShop } from '../../e2e/shop.ts'
import { History } from '../oracle/history.ts'

/**
 * A shop as a merchant gets it, empty, with its built-in database: one process, or two that share database and data
 * folder, each behind a port of its own. Stories are begun through `db`, and judged through `query`.
 */
export type Rig = Readonly<{
  shops: RunningShop[]
  /** The one that the client with this number talks to: clients take turns. */
  shopOf: (client: number) => RunningShop
  db: Db
  url: string
  /** The same database as its own administrator, who may do what no role of the shop may. */
  rootUrl: string
  dataDir: string
  history: History
  query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
  close: () => Promise<void>
}>

type Words = Readonly<{ processes?: number; env?: Record<string, string>; nodeArgs?: readonly string[] }>

export async function openRig({ processes = 1, env = {}, nodeArgs = [] }: Words = {}): Promise<Rig> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-rig-'))
  const server = await startEmbeddedPostgres({ dataFolder: dataDir })
  const start = () => startShop({ dataDir, env: { STOA_DEMO: '0', ...env }, nodeArgs })
  // One after the other: the first one makes the tables.
  const shops: RunningShop[] = []
  for (let count = 0; count < processes; count += 1) shops.push(await start())
  const db = createDb(createPool(server.url, 4))
  const books = new Pool({ connectionString: server.urlOf('postgres', 'stoa'), max: 3 })
  books.on('error', () => {})
  return {
    shops,
    shopOf: (client) => {
      const shop = shops[client % shops.length]
      if (!shop) throw new Error('no shop runs')
      return shop
    },
    db,
    url: server.url,
    rootUrl: server.urlOf('postgres', 'stoa'),
    dataDir,
    history: new History(),
    query: async <Row>(text: string, values: unknown[] = []) => (await books.query(text, values)).rows as Row[],
    close: async () => {
      await Promise.all(shops.map((shop) => shop.stop()))
      await db.destroy()
      await books.end()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Asks again and again. @throws Error naming what did not come true in time. */
export async function until(what: string, isSo: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (Date.now() < end) {
    if (await isSo().catch(() => false)) return
    await wait(100)
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`)
}

/** What was begun is ended: no undecided order of an online payment, no job that could run now. */
export async function quiet({ query }: Pick<Rig, 'query'>, timeoutMs = 120_000): Promise<void> {
  await until('everything that was begun is ended', async () => (await unfinished(query)) === 0, timeoutMs)
}

async function unfinished(query: Rig['query']): Promise<number> {
  const [row] = await query<{ count: string }>(
    `select (select count(*) from orders where state = 'pending') + (select count(*) from refunds where state = 'created')
      + (select count(*) from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts) as count`,
  )
  return Number(row?.count)
}
