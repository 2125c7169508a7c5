import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'

import { calmMoment } from './calm.ts'
import type { Db } from './db.ts'
import type { ShopEvent } from './events.ts'
import type { Log } from './log.ts'
import { keepPresence, PRESENCE } from './presence.ts'
import { runNamed } from './prepared.ts'

/** Runs after an event, at least once: so it must do no harm the second time. */
export type Listener = (event: ShopEvent) => Promise<void>

/** Something done at set times, by one process at a time. */
export type Scheduled = Readonly<{
  name: string
  /** Crontab, UTC: `5 3 * * *` is each night. */ cron: string
  run: () => Promise<void>
}>

/** Something done every few seconds in each process: several at once do each other no harm. */
export type Repeated = Readonly<{ name: string; everyMs: number; run: () => Promise<unknown> }>

export type JobParts = Readonly<{
  pool: Pool
  db: Db
  log: Log
  /** Who hears of events, by name. */
  listeners: Readonly<Record<string, Listener>>
  /** Other jobs that somebody adds by name. */
  tasks: Readonly<Record<string, (payload: unknown) => Promise<void>>>
  scheduled: readonly Scheduled[]
  repeated: readonly Repeated[]
}>

export type Jobs = Readonly<{
  stop: () => Promise<void>
  /** Begins anew under another name, so that jobs which were cut off by an outage are found abandoned. */
  renew: () => void
}>

const CONCURRENCY = 2
/** So long a job waits at most while the process is busy with requests. */
const MOST_PATIENCE_MS = 5000
/** How often the jobs of processes that died are looked for. */
const SWEEP_MS = 20_000

/** Takes jobs until it is stopped; when the database goes away and comes back, so does this. */
export async function startJobs(parts: JobParts): Promise<Jobs> {
  const state: { runner: Runner | null; isStopping: boolean } = { runner: null, isStopping: false }
  const presence = keepPresence(parts.pool)
  const start = async (): Promise<void> => {
    await releaseAbandoned(parts.pool)
    state.runner = await runnerOf(parts, (workers) => presence.announce(workers.id))
    state.runner.promise.then(again, again)
  }
  const again = async (): Promise<void> => {
    while (!state.isStopping) {
      await sleep(1000)
      if (state.isStopping) return
      const isStarted = await start().then(
        () => true,
        () => false,
      )
      if (isStarted) return
    }
  }
  await start()
  const sweep = { name: 'looking for abandoned jobs', everyMs: SWEEP_MS, run: () => releaseAbandoned(parts.pool) }
  const repeats = [sweep, ...parts.repeated].map((each) => repeat(each, parts.log))
  return {
    renew: () => void state.runner?.stop().catch(() => {}),
    stop: async () => {
      state.isStopping = true
      await Promise.all([state.runner?.stop().catch(() => {}), ...repeats.map((stop) => stop())])
      await giveBack(parts.pool, presence.workers()).catch(() => {})
      presence.end()
    },
  }
}

/** Runs it, waits, runs it again. Answers what ends that, after the round that is under way. */
function repeat({ name, everyMs, run: once }: Repeated, log: Log): () => Promise<void> {
  const ending = new AbortController()
  const round = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await once().catch((error: unknown) => {
        if (!ending.signal.aborted) log.error(`Failed, will be tried again: ${name}`, error)
      })
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const rounds = round()
  return () => {
    ending.abort()
    return rounds
  }
}

async function runnerOf(parts: JobParts, created: (pool: WorkerPool) => void): Promise<Runner> {
  const events = new EventEmitter()
  events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => created(workerPool))
  return run({
    pgPool: parts.pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: loggerOf(parts.log),
    events,
    taskList: tasksOf(parts),
    parsedCronItems: parseCronItems(
      parts.scheduled.map(({ name, cron }) => ({
        task: name,
        match: cron,
        identifier: name,
        options: { backfillPeriod: 0, maxAttempts: 1, jobKey: name, jobKeyMode: 'replace' },
      })),
    ),
  })
}

function tasksOf({ db, listeners, tasks, scheduled }: JobParts): TaskList {
  const listen = async (payload: unknown): Promise<void> => {
    const { heard } = payload as { heard: { listener: string; eventId: number }[] }
    const events = await readEvents(db, [...new Set(heard.map(({ eventId }) => eventId))])
    const told = await Promise.allSettled(
      heard.map(async ({ listener, eventId }) => {
        const [hear, event] = [listeners[listener], events.find(({ id }) => id === eventId)]
        if (!hear || !event) throw new Error(`No listener is called ${listener}, or there is no event ${eventId}.`)
        await hear(event)
      }),
    )
    // One that failed has the job come again, for all of them: a second time does no harm.
    for (const each of told) if (each.status === 'rejected') throw each.reason
  }
  const all = { ...tasks, listen, ...Object.fromEntries(scheduled.map((each) => [each.name, () => each.run()])) }
  return Object.fromEntries(Object.entries(all).map(([name, task]) => [name, calmly(task)]))
}

/** Shoppers first: a job waits for the rush to be over, but not for ever. */
const calmly =
  <Payload>(task: (payload: Payload) => Promise<void>) =>
  async (payload: unknown): Promise<void> => {
    await calmMoment(MOST_PATIENCE_MS)
    await task(payload as Payload)
  }

const readEvents = async (db: Db, ids: readonly number[]): Promise<ShopEvent[]> =>
  runNamed(
    db,
    'read_events',
    sql<ShopEvent>`select id, type, subject_id as "subjectId", data, actor, at from events
      where id = any(${ids}::bigint[]) order by id`,
  )

/** A failed job is logged once by the worker; what goes well is not. */
const loggerOf = (log: Log): Logger =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error(message, meta?.['error'])
  })

/** A job that was taken in the very moment of the end is free at once, and not only when somebody looks for it. */
async function giveBack(pool: Pool, workers: string): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[workers]])
}

/** Gives back the jobs of workers whose process is no more: nobody holds their lock. */
export async function releaseAbandoned(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker._private_jobs
       where locked_at < now() - interval '10 seconds'
       union
       select locked_by from graphile_worker._private_job_queues where locked_at < now() - interval '10 seconds'`,
    )
    const dead: string[] = []
    for (const { locked_by: workers } of rows) {
      const tried = await client.query<{ free: boolean }>(
        'select pg_try_advisory_xact_lock(hashtextextended($1, $2)) as free',
        [workers, PRESENCE],
      )
      if (tried.rows[0]?.free) dead.push(workers)
    }
    if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
    await client.query('commit')
    return dead
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
