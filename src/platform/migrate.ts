import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import type pg from 'pg'

/** Any number that only migrations use: two processes that start together take turns. */
const MIGRATION_LOCK = 7_461_001

type Migration = { name: string; text: string; hash: string }

/**
 * Brings the database up to the newest migration, each in its own transaction, and answers the names of those it ran.
 * @throws Error when a migration that ran earlier has been edited since, or the database is newer than this program.
 */
export async function migrate(
  pool: pg.Pool,
  folder: string,
  told: (name: string) => void = () => {},
): Promise<string[]> {
  const files = await read(folder)
  const client = await pool.connect()
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`)
    await client.query(
      'create table if not exists schema_migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())',
    )
    const done = await client.query<{ name: string; hash: string }>('select name, hash from schema_migrations')
    const pending = pendingOf(files, new Map(done.rows.map((row) => [row.name, row.hash])))
    for (const migration of pending) {
      told(migration.name)
      await run(client, migration)
    }
    return pending.map((migration) => migration.name)
  } finally {
    await client.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => {})
    client.release()
  }
}

async function read(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

function pendingOf(files: readonly Migration[], done: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(files.map((file) => [file.name, file.hash]))
  for (const [name, hash] of done) {
    if (!known.has(name))
      throw new Error(`The database has migration ${name}, which this version of Stoa does not know.`)
    if (known.get(name) !== hash) throw new Error(`Migration ${name} was changed after it ran.`)
  }
  return files.filter((file) => !done.has(file.name))
}

async function run(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local lock_timeout = '5s'; set local statement_timeout = 0")
    await client.query(migration.text)
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [migration.name, migration.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed`, { cause: error })
  }
}
