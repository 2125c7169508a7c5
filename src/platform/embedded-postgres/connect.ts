import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

import { isAlive } from './processes.ts'

/** How to reach the server: a socket's folder, or an address with a password. */
export type Address = Readonly<{ sockets: string | null; port: number; password: string | null }>

/**
 * `stoa` owns the shop's database and nothing else; `stoa_app` is who the shop is while it runs, and may not change
 * tables; `postgres` may do everything on this server.
 */
export type Role = 'stoa' | 'stoa_app' | 'postgres'

/** A `postgres://` URL that `pg` and every tool understand. */
export function urlOf(address: Address, role: Role, database: string): string {
  const url = new URL(`postgres://${role}@localhost:${address.port}/${database}`)
  if (address.password) url.password = address.password
  if (address.sockets) url.searchParams.set('host', address.sockets)
  else url.hostname = '127.0.0.1'
  return url.href
}

/** A connection says whose it is: the number of its process stands behind this. */
const NAME = 'stoa presence '

export type Greeting =
  | { kind: 'open'; client: Client; dataDirectory: string; startedAt: number }
  /** It is there, but says "not now": starting, recovering or stopping. */
  | { kind: 'busy' }
  | { kind: 'silent' }

/** Knocks at the server and asks it who it is. */
export async function knock(address: Address): Promise<Greeting> {
  const client = new Client({
    connectionString: urlOf(address, 'postgres', 'postgres'),
    connectionTimeoutMillis: 3000,
    application_name: `${NAME}${process.pid}`,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string; started: string }>(
      `select current_setting('data_directory') as folder, extract(epoch from pg_postmaster_start_time())::text as started`,
    )
    return { kind: 'open', client, dataDirectory: rows[0]?.folder ?? '', startedAt: Number(rows[0]?.started) }
  } catch (error) {
    await client.end().catch(() => {})
    const code = (error as { code?: string }).code ?? ''
    return code.startsWith('57P') || code === '53300' ? { kind: 'busy' } : { kind: 'silent' }
  }
}

/** Any numbers that nothing else uses: who holds it shared is using the server. */
const PRESENCE = 7_461_002

export async function bePresent(client: Client): Promise<void> {
  await client.query(`select pg_advisory_lock_shared(${PRESENCE})`)
}

/** So long the server may take to see that a process has died (milliseconds). */
const WAKE_MS = 10_000

/**
 * Leaves; true when nobody else of ours is left, and nobody can come in any more. A process that was killed has left
 * too, even while the server, on a busy machine, still holds its place.
 */
export async function leave(client: Client): Promise<boolean> {
  await client.query(`select pg_advisory_unlock_shared(${PRESENCE})`)
  for (const until = Date.now() + WAKE_MS; ; await sleep(50)) {
    const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${PRESENCE}) as last`)
    const isLast = rows[0]?.last ?? false
    if (isLast || Date.now() > until || (await othersLive(client))) return isLast
  }
}

/** Whether one of those who are present is a process that runs; who does not say its number, counts as one. */
async function othersLive(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks as l join pg_stat_activity as a on a.pid = l.pid
     where l.locktype = 'advisory' and l.objid = $1 and l.granted and l.pid <> pg_backend_pid()`,
    [PRESENCE],
  )
  return rows.some(({ name }) => {
    const pid = Number(name.startsWith(NAME) ? name.slice(NAME.length) : Number.NaN)
    return !Number.isSafeInteger(pid) || isAlive(pid)
  })
}

/** @throws Error when this server would lose accepted orders in a power cut. */
export async function assertDurable(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') and setting <> 'on'`,
  )
  if (rows.length > 0)
    throw new Error(`The database is not durable: ${rows.map((row) => `${row.name} is ${row.setting}`).join(', ')}.`)
}

/** Makes the shop's own roles and database when they are missing. */
export async function ensureDatabase(client: Client, password: string | null): Promise<void> {
  const { rows } = await client.query<{ owner: boolean; app: boolean; database: boolean }>(
    `select exists (select 1 from pg_roles where rolname = 'stoa') as owner,
       exists (select 1 from pg_roles where rolname = 'stoa_app') as app,
       exists (select 1 from pg_database where datname = 'stoa') as database`,
  )
  const secret = password ? ` password ${client.escapeLiteral(password)}` : ''
  if (!rows[0]?.owner) await client.query(`create role stoa login${secret}`).catch(unlessThere)
  if (!rows[0]?.app) await client.query(`create role stoa_app login${secret}`).catch(unlessThere)
  if (!rows[0]?.database) await client.query('create database stoa owner stoa').catch(unlessThere)
}

/** Two starts at once may both find it missing. */
function unlessThere(error: { code?: string }): void {
  if (!['42710', '42P04', '23505'].includes(error.code ?? '')) throw error
}
