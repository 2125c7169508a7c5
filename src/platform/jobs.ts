import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Job, Logger, parseCronItems, run, type Runner, type TaskList, type WorkerPool } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'

import { giveBack, releaseAbandoned, releaseUnknown } from './abandoned-jobs.ts'
import { calmMoment } from './calm.ts'
import type { Db } from './db.ts'
import type { ShopEvent } from './events.ts'
import { forRunner } from './job-pool.ts'
import type { Log } from './log.ts'
import { keepPresence } from './presence.ts'
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
  /** How often the jobs of processes that died are looked for (milliseconds). */
  sweepMs?: number
}>

export type Jobs = Readonly<{
  stop: () => Promise<void>
  /** Begins anew under another name, so that jobs which were cut off by an outage are found abandoned. */
  renew: () => void
}>

const CONCURRENCY = 2
/** So long a job waits at most while the process is busy with requests. */
const MOST_PATIENCE_MS = 5000
const SWEEP_MS = 20_000

/** Takes jobs until it is stopped; when the database goes away and comes back, so does this. */
export async function startJobs(parts: JobParts): Promise<Jobs> {
  const state: { runner: Runner | null; isStopping: boolean } = { runner: null, isStopping: false }
  const working = new Set<string>()
  const presence = keepPresence(parts.pool)
  const renew = (): void => void state.runner?.stop().catch(() => {})
  const start = async (): Promise<void> => {
    await releaseAbandoned(parts.pool)
    state.runner = await runnerOf(parts, {
      created: (workers) => presence.announce(workers.id),
      began: (job) => void working.add(job),
      ended: (job) => void working.delete(job),
      // A runner whose first question failed takes that for the answer to all others, so none is kept that got no answer.
      unanswered: () => void setImmediate(renew),
    })
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
  const release = async (): Promise<void> => {
    await releaseAbandoned(parts.pool)
    await releaseUnknown(parts.pool, presence.workers(), working)
  }
  const sweep = { name: 'looking for abandoned jobs', everyMs: parts.sweepMs ?? SWEEP_MS, run: release }
  const repeats = [sweep, ...parts.repeated].map((each) => repeat(each, parts.log))
  return {
    renew,
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

type Told = Readonly<{
  created: (pool: WorkerPool) => void
  began: (job: string) => void
  ended: (job: string) => void
  unanswered: () => void
}>

async function runnerOf(parts: JobParts, told: Told): Promise<Runner> {
  const events = new EventEmitter()
  events.on('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => told.created(workerPool))
  events.on('worker:getJob:error', () => told.unanswered())
  events.on('job:start', ({ job }: { job: Job }) => told.began(String(job.id)))
  events.on('job:complete', ({ job }: { job: Job }) => told.ended(String(job.id)))
  return run({
    pgPool: forRunner(parts.pool),
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
