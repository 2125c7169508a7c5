import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { Pool } from 'pg'

import { createDb, createPool, type Db } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'
import { type RunningShop, startShop } from '../../e2e/shop.ts'
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts'
import { History } from '../oracle/history.ts'

/**
 * A shop as a merchant gets it, empty, with its built-in database: one process, or two that share database and data
 * folder, each behind a port of its own. Stories are begun through `db`, and judged through `query`.
 */
export type Rig = Readonly<{
  shops: RunningShop[]
  /** The one that the client with this number talks to: clients take turns. */
  shopOf: (client: number) => RunningShop
  /** Starts one again that has ended, on its port. */
  restart: (at: number) => Promise<void>
  db: Db
  proxy: FaultProxy | null
  url: string
  /** The same database as its own administrator, who may do what no role of the shop may. */
  rootUrl: string
  dataDir: string
  history: History
  query: Query
  /** Sits on a lock of this number until it is released. */
  holding: (lock: number) => Promise<{ release: () => Promise<void> }>
  close: () => Promise<void>
}>

type Words = Readonly<{
  processes?: number
  env?: Record<string, string>
  nodeArgs?: readonly string[]
  /** Between the shops and the database; stories and oracle have a line of their own. */
  isProxied?: boolean
}>

export async function openRig({ processes = 1, env = {}, nodeArgs = [], isProxied = false }: Words = {}): Promise<Rig> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-rig-'))
  const server = await startEmbeddedPostgres({ dataFolder: dataDir })
  const proxy = isProxied ? await openFaultProxy({ path: socketOf(server.url) }, { isPostgres: true }) : null
  const roles = proxy
    ? {
        DATABASE_URL: overTcp(server.urlOf('stoa_app', 'stoa'), proxy.port),
        DATABASE_OWNER_URL: overTcp(server.urlOf('stoa', 'stoa'), proxy.port),
      }
    : {}
  const start = (port?: number) =>
    startShop({ dataDir, env: { STOA_DEMO: '0', ...roles, ...env }, nodeArgs, ...(port ? { port } : {}) })
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
    restart: async (at) => {
      shops[at] = await start(shops[at]?.port)
    },
    db,
    proxy,
    url: server.url,
    rootUrl: server.urlOf('postgres', 'stoa'),
    dataDir,
    history: new History(),
    query: async <Row>(text: string, values: unknown[] = []) => (await books.query(text, values)).rows as Row[],
    holding: async (lock) => {
      const client = await books.connect()
      await client.query('select pg_advisory_lock($1)', [lock])
      return {
        release: async () => {
          await client.query('select pg_advisory_unlock($1)', [lock])
          client.release()
        },
      }
    },
    close: async () => {
      await Promise.all(shops.map((shop) => shop.stop()))
      await db.destroy()
      await books.end()
      await proxy?.close()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Where the built-in server listens. */
const socketOf = (url: string): string => path.join(new URL(url).searchParams.get('host') ?? '', '.s.PGSQL.5432')

/** The same account and database by another way. */
function overTcp(url: string, port: number): string {
  const { username, password, pathname } = new URL(url)
  return `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`
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

type Query = <Row>(text: string, values?: unknown[]) => Promise<Row[]>

/** What was begun is ended: no undecided payment or refund, no job that can run now or tries again soon. @throws Error naming what is not. */
export async function quiet(query: Query, timeoutMs = 100_000): Promise<void> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const left = (await query<{ what: string }>(unfinished).catch(() => [{ what: 'the database is away' }])).map(
      ({ what }) => what,
    )
    if (left.length === 0) return
    if (Date.now() > end) throw new Error(`not ended within ${timeoutMs} ms: ${left.join(', ')}`)
    await query(hurry).catch(() => {})
    await wait(100)
  }
}

const unfinished = `select 'order ' || number || ' of ' || payment_method as what from orders where state = 'pending'
  union all select 'refund ' || id from refunds where state = 'created'
  union all select 'capture ' || id from captures where state = 'created'
  union all select 'job ' || j.id || ' ' || t.identifier || ' ' || coalesce(left(j.last_error, 200), '')
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where attempts < max_attempts and (run_at <= now() or attempts between 1 and 5)
  limit 5`

/**
 * The completer looks at what is half a minute old: what is three seconds old is made so old. A job that failed, as one
 * does whose database was killed, tries again at once the first five times.
 */
export const hurry = `with taken as (
    update captures set created_at = created_at - interval '30 seconds', checked_at = checked_at - interval '30 seconds'
    where state = 'created' and coalesce(checked_at, created_at) between now() - interval '30 seconds' and now() - interval '3 seconds'
  ), aged as (
    update refunds set created_at = created_at - interval '30 seconds', checked_at = checked_at - interval '30 seconds'
    where state = 'created' and coalesce(checked_at, created_at) between now() - interval '30 seconds' and now() - interval '3 seconds'
  ), again as (
    update graphile_worker._private_jobs set run_at = now()
    where attempts between 1 and 5 and run_at > now() and locked_at is null
  )
  update payments set created_at = created_at - interval '30 seconds', checked_at = checked_at - interval '30 seconds'
  where state in ('created', 'pending') and gateway <> 'offline'
    and coalesce(checked_at, created_at) between now() - interval '30 seconds' and now() - interval '3 seconds'`
