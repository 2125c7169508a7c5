import { readdir } from 'node:fs/promises'
import path from 'node:path'

import { sql } from 'kysely'

import type { Database } from '../../platform/open-database.ts'
import { projectRoot } from '../../platform/root.ts'
import { type Finding, ill, well } from './finding.ts'

const SKEW_MS = 2000

/** Version, durability, migrations, clocks. */
export async function databaseChecks({ db, found }: Database): Promise<Finding[]> {
  return [well(found), await durability(db), await migrations(db), await role(db), await clocks(db)]
}

async function durability(db: Database['db']): Promise<Finding> {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where (name in ('fsync', 'full_page_writes') and setting <> 'on')
      or (name = 'synchronous_commit' and setting = 'off')`.execute(db)
  if (rows.length === 0) return well('What is committed is on the disk')
  const off = rows.map(({ name, setting }) => `${name} is ${setting}`).join(', ')
  return ill('A power cut could lose accepted orders', `Turn it on in the database: ${off}.`)
}

async function migrations(db: Database['db']): Promise<Finding> {
  const files = (await readdir(path.join(projectRoot, 'migrations'))).filter((name) => name.endsWith('.sql'))
  const ran = await db
    .selectFrom('schema_migrations')
    .select('name')
    .execute()
    .catch(() => [])
  const pending = files.filter((file) => !ran.some(({ name }) => name === file))
  if (pending.length === 0) return well('The tables are up to date')
  return ill(`${pending.length} migrations have not run`, 'Run: npm run stoa -- migrate')
}

/** Who the shop is to its database: one that may change tables could also change the ledger. */
async function role(db: Database['db']): Promise<Finding> {
  const { rows } = await sql<{ may: boolean | null }>`
    select has_table_privilege(to_regclass('ledger_lines')::oid, 'update') as may`.execute(db)
  if (rows[0]?.may === null) return well('There is no ledger yet')
  if (rows[0]?.may === false) return well('The shop can add to the ledger, and change nothing in it')
  return well(
    'The ledger is guarded by its triggers alone: the shop owns its tables (DATABASE_OWNER_URL parts the two)',
  )
}

async function clocks(db: Database['db']): Promise<Finding> {
  const before = Date.now()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const skew = Math.abs((rows[0]?.now.getTime() ?? 0) - (before + Date.now()) / 2)
  if (skew <= SKEW_MS) return well('The clocks of shop and database agree')
  return ill(`The clocks are ${(skew / 1000).toFixed(1)} s apart`, 'Let both machines keep the time by NTP.')
}
