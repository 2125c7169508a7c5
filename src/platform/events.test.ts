import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { testDb } from '#testing/db'
import { changesSince, markStale } from './cache-changes.ts'
import { command, type Db } from './db.ts'
import { recordEvent, recordEvents, setListeners } from './events.ts'

const { db } = testDb()

test('an event and the jobs of its listeners are there together', async () => {
  setListeners(({ type }) => (type === 'order.placed' ? ['mail', 'search'] : []))
  const subjectId = newId<'order'>()

  await db.transaction().execute((tx) => recordEvent(tx, { type: 'order.placed', subjectId, data: { number: 1001 } }))
  await db.transaction().execute((tx) => recordEvent(tx, { type: 'order.noted', subjectId }))

  const events = await db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', subjectId).execute()
  expect(events).toEqual([
    { type: 'order.placed', data: { number: 1001 } },
    { type: 'order.noted', data: {} },
  ])
})

test('the jobs of an event belong to its transaction: they are there before its end, and undone with it', async () => {
  setListeners(() => ['mail', 'search'])
  const seen = [await jobsIn(db)]
  const event = { type: 'order.placed', subjectId: newId<'order'>() } as const

  const undone = command(db, async (tx) => {
    await recordEvent(tx, event)
    seen.push(await jobsIn(tx))
    throw new Error('the light went out')
  })

  await expect(undone).rejects.toThrow('the light went out')
  const [before = 0] = seen
  expect([...seen, await jobsIn(db)]).toEqual([before, before + 1, before])
})

test('what happened together is told by one job, to each who hears of it', async () => {
  setListeners(({ type }) => (type === 'order.placed' ? ['mail', 'search'] : ['search']))
  const happened = (['order.placed', 'order.confirmed'] as const).map((type) => ({
    type,
    subjectId: newId<'order'>(),
  }))
  await db.transaction().execute((tx) => recordEvents(tx, happened))
  const { rows } = await sql<{ heard: { listener: string }[] }>`
    select payload->'heard' as heard from graphile_worker._private_jobs order by id desc limit 1`.execute(db)
  expect(rows[0]?.heard.map(({ listener }) => listener).toSorted()).toEqual(['mail', 'search', 'search'])
})

async function jobsIn(one: Db): Promise<number> {
  const { rows } = await sql`select 1 from graphile_worker.jobs where task_identifier = 'listen'`.execute(one)
  return rows.length
}

test('a change is seen once it is committed, also when its transaction was slow', async () => {
  const start = await changesSince(db, null)
  const slow = await db.startTransaction().execute()
  await markStale(slow, ['product:slow'])
  await db.transaction().execute((tx) => markStale(tx, ['product:fast']))

  const first = await changesSince(db, start.next)
  await slow.commit().execute()
  const second = await changesSince(db, first.next)

  expect(first.tags).toEqual(['product:fast'])
  expect(second.tags).toContain('product:slow')
})
