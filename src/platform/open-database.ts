import path from 'node:path'

import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'

import { limitRole } from './app-role.ts'
import type { Config } from './config.ts'
import { createDb, createPool, type Db, whileAnswering, whileMigrating } from './db.ts'
import { startEmbeddedPostgres } from './embedded-postgres/server.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { projectRoot } from './root.ts'

export type Database = Readonly<{
  url: string
  /** As who the tables are made and changed; the shop itself may be another, who can only use them. */
  ownerUrl: string
  /** For the job runner, which sees to its own statements. */
  pool: Pool
  db: Db
  /** Opens what is missing of the connections for requests: who needs one may not have the time to open it. */
  stayConnected: () => Promise<void>
  /** In a few words: what was found. */
  found: string
}>

type Opening = Readonly<{
  config: Pick<Config, 'databaseUrl' | 'ownerDatabaseUrl' | 'dataFolder'>
  life: Lifecycle
  log: Log
}>

/** Connections for requests, two of them for the urgent ones; and for jobs, one of which only listens. */
const FOR_REQUESTS = 10
const FOR_JOBS = 6

const OLDEST = 15
const NEWEST = 18

/** The database that the settings name, else the built-in one, which is started, or adopted when it runs. */
export async function openDatabase({ config, life, log }: Opening): Promise<Database> {
  const { url, ownerUrl, found } = config.databaseUrl
    ? { url: config.databaseUrl, ownerUrl: config.ownerDatabaseUrl ?? config.databaseUrl, found: 'yours' }
    : await embedded(config.dataFolder, life, log)
  const pool = createPool(url, FOR_JOBS)
  const requests = createPool(url, FOR_REQUESTS, whileAnswering)
  const db = createDb(requests, pool)
  life.onStop('the database connections', () => db.destroy())
  const version = await versionOf(pool)
  return { url, ownerUrl, pool, db, stayConnected: () => fill(requests), found: `PostgreSQL ${version}, ${found}` }
}

async function fill(pool: Pool): Promise<void> {
  const missing = Array.from({ length: pool.options.max - pool.totalCount }, () => pool.connect())
  for (const one of await Promise.allSettled(missing)) if (one.status === 'fulfilled') one.value.release()
}

type Found = Pick<Database, 'url' | 'ownerUrl' | 'found'>

async function embedded(dataFolder: string, life: Lifecycle, log: Log): Promise<Found> {
  const server = await startEmbeddedPostgres({ dataFolder, warned: (what) => log.warn(what) })
  life.onStop('the database', () => server.stop())
  const words = { made: 'new', started: 'built in', adopted: 'built in, was still running' }
  return { url: server.urlOf('stoa_app', 'stoa'), ownerUrl: server.url, found: words[server.how] }
}

/** @throws Error with a plain sentence when the server cannot be reached or is of another version. */
async function versionOf(pool: Pool): Promise<string> {
  const { rows } = await pool
    .query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    )
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message || (error as { code?: string }).code : String(error)
      throw new Error(`The database does not answer: ${why}. Check DATABASE_URL and that the server runs.`, {
        cause: error,
      })
    })
  const { number, version } = rows[0] ?? { number: 0, version: 'unknown' }
  const major = Math.floor(number / 10_000)
  if (major < OLDEST || major > NEWEST)
    throw new Error(`The database is PostgreSQL ${version}. Stoa needs version ${OLDEST} to ${NEWEST}.`)
  return version.split(' ')[0] ?? version
}

/**
 * The shop's tables and the job runner's, made by their owner; then the shop's own role gets what it needs of them.
 * Answers the names of the migrations that ran.
 */
export async function migrateAll(
  { url, ownerUrl, pool }: Pick<Database, 'url' | 'ownerUrl' | 'pool'>,
  told: (name: string) => void = () => {},
): Promise<string[]> {
  const isOther = ownerUrl !== url
  const owner = createPool(ownerUrl, 2, whileMigrating)
  try {
    const ran = await migrate(owner, path.join(projectRoot, 'migrations'), told)
    await runMigrations({ pgPool: owner })
    if (isOther) await limitRole(owner, await roleOf(pool))
    return ran
  } finally {
    await owner.end()
  }
}

async function roleOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ role: string }>('select current_user as role')
  return rows[0]?.role ?? ''
}
