import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { testDb } from '#testing/db'
import { changesSince, markStale } from './cache-changes.ts'
import { recordEvent, setListeners } from './events.ts'

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
