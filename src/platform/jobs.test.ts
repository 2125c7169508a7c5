import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { testDb } from '#testing/db'
import { releaseAbandoned } from './abandoned-jobs.ts'
import { recordEvent, setListeners, type ShopEvent } from './events.ts'
import { type JobParts, startJobs } from './jobs.ts'
import { createLog } from './log.ts'

const { db, pool } = testDb()

const lines: string[] = []
const parts: JobParts = {
  pool,
  db,
  log: createLog({ write: (line) => lines.push(line) }),
  listeners: {},
  tasks: {},
  scheduled: [],
  repeated: [],
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries++) await sleep(25)
}

test('a listener hears of an event, with all that the event says', async () => {
  const heard: ShopEvent[] = []
  setListeners(({ type }) => (type === 'order.placed' ? ['remember'] : []))
  const jobs = await startJobs({ ...parts, listeners: { remember: async (event) => void heard.push(event) } })
  const subjectId = newId<'order'>()
  await db
    .transaction()
    .execute((tx) => recordEvent(tx, { type: 'order.placed', subjectId, data: { number: 1 }, actor: 'customer' }))
  await until(() => heard.length > 0)
  await jobs.stop()
  expect(heard).toMatchObject([{ type: 'order.placed', subjectId, data: { number: 1 }, actor: 'customer' }])
})

test('a listener that fails is asked again, and does not keep the others from hearing', async () => {
  lines.length = 0
  const heard: string[] = []
  setListeners(() => ['deaf', 'hears'])
  const listeners = {
    deaf: () => Promise.reject(new Error('what did you say?')),
    hears: async ({ type }: ShopEvent) => void heard.push(type),
  }
  const jobs = await startJobs({ ...parts, listeners })
  await db
    .transaction()
    .execute((tx) => recordEvent(tx, { type: 'order.placed', subjectId: newId<'order'>(), actor: 'customer' }))
  await until(() => lines.length > 0)
  await jobs.stop()
  expect(heard).toEqual(['order.placed'])
  const { rows } = await sql<{ later: boolean }>`select run_at > now() as later from graphile_worker.jobs
    where task_identifier = 'listen' and last_error like '%what did you say%'`.execute(db)
  expect(rows).toEqual([{ later: true }])
})

test('a job that fails is logged once and tried again later', async () => {
  lines.length = 0
  await sql`select graphile_worker.add_job('fails')`.execute(db)
  const failing = { fails: () => Promise.reject(new Error('the printer is on fire')) }
  const jobs = await startJobs({ ...parts, tasks: failing })
  await until(() => lines.length > 0)
  await jobs.stop()
  expect(lines.filter((line) => line.includes('the printer is on fire'))).toHaveLength(1)
  const { rows } = await sql<{ attempts: number; later: boolean }>`
    select attempts, run_at > now() as later from graphile_worker.jobs where task_identifier = 'fails'`.execute(db)
  expect(rows).toEqual([{ attempts: 1, later: true }])
})

test('what is repeated is done at once, then again, and not after the end', async () => {
  let rounds = 0
  const jobs = await startJobs({ ...parts, repeated: [{ name: 'count', everyMs: 20, run: async () => rounds++ }] })
  await until(() => rounds > 2)
  await jobs.stop()
  const atEnd = rounds
  await sleep(100)
  expect([atEnd > 2, rounds]).toEqual([true, atEnd])
})

test('the jobs of a process that died are taken over, those of a living one are not', async () => {
  const work = async (): Promise<void> => void (await sleep(1500))
  await sql`select graphile_worker.add_job('slow')`.execute(db)
  const jobs = await startJobs({ ...parts, tasks: { slow: work } })
  await sleep(500)
  await sql`select graphile_worker.add_job('left')`.execute(db)
  // As a process leaves it that was killed half a minute ago.
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-dead'
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'left')`.execute(db)
  await sql`update graphile_worker._private_jobs set locked_at = now() - interval '30 seconds'`.execute(db)

  expect(await releaseAbandoned(pool)).toEqual(['pool-dead'])
  await jobs.stop()
})

test('a job that the database took for us and died before saying so is done all the same, and one being done only once', async () => {
  let [slow, lost] = [0, 0]
  const tasks = {
    long: async () => {
      slow += 1
      await sleep(3500)
    },
    unheard: async () => void (lost += 1),
  }
  await sql`select graphile_worker.add_job('long')`.execute(db)
  const jobs = await startJobs({ ...parts, tasks, sweepMs: 100 })
  await until(() => slow > 0)
  // As it stands after an answer that never came: in the name of the workers, who know nothing of it.
  await sql`select graphile_worker.add_job('unheard', run_at => now() + interval '1 hour')`.execute(db)
  await sql`update graphile_worker._private_jobs set run_at = now(), locked_at = now() - interval '30 seconds',
    locked_by = coalesce(locked_by, (select locked_by from graphile_worker._private_jobs where locked_by is not null limit 1))
    where task_id in (select id from graphile_worker._private_tasks where identifier in ('long', 'unheard'))`.execute(
    db,
  )
  await until(() => lost > 0)
  await sleep(300)
  await jobs.stop()
  expect([slow, lost]).toEqual([1, 1])
})

test('workers whose database dies as they begin do not go on without it for ever', async () => {
  let lostUntil = 0
  const lost = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' }))
  // From the first connection that only listens the next second belongs to the outage.
  const connect = (listening?: Parameters<typeof pool.connect>[0]) => {
    if (listening) lostUntil ||= Date.now() + 1000
    return listening ? pool.connect(listening) : Date.now() < lostUntil ? lost() : pool.connect()
  }
  let done = 0
  const flickering = Object.create(pool, { connect: { value: connect } }) as typeof pool
  const jobs = await startJobs({ ...parts, pool: flickering, tasks: { after: async () => void (done += 1) } })
  await sleep(1000)
  await sql`select graphile_worker.add_job('after')`.execute(db)
  await until(() => done > 0)
  await jobs.stop()
  expect(done).toBe(1)
})
