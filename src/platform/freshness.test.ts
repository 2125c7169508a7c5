import { expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { markStale } from './cache-changes.ts'
import { watchChanges } from './freshness.ts'

const { db } = testDb()

test('what was committed is told', async () => {
  const told: string[] = []
  const watcher = watchChanges(db, (tags) => void told.push(...tags), { everyMs: 60_000 })
  await watcher.now()
  await db.transaction().execute((tx) => markStale(tx, ['settings', 'product:1']))
  await watcher.now()
  expect(told.toSorted()).toEqual(['product:1', 'settings'])
  watcher.stop()
})

test('it looks by itself, and a listener that fails hears it again', async () => {
  const told: string[] = []
  let fails = true
  const watcher = watchChanges(
    db,
    (tags) => {
      if (tags.includes('catalog') && fails) {
        fails = false
        throw new Error('not now')
      }
      told.push(...tags)
    },
    { everyMs: 20 },
  )
  await watcher.now()
  await db.transaction().execute((tx) => markStale(tx, ['catalog']))
  await expect.poll(() => told, { timeout: 3000 }).toContain('catalog')
  watcher.stop()
})
