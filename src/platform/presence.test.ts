import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { createPool } from '#platform/db'
import { testDb } from '#testing/db'
import { keepPresence, PRESENCE } from './presence.ts'

const { url } = testDb()
let other: Client
beforeAll(async () => {
  other = new Client(url)
  await other.connect()
})
afterAll(() => other.end())

const lock = 'hashtextextended($1, $2)'
/** Whether nobody holds the lock of these workers. */
async function isFree(workers: string): Promise<boolean> {
  const { rows } = await other.query<{ free: boolean }>(
    `select pg_try_advisory_lock(${lock}) as free, pg_advisory_unlock(${lock})`,
    [workers, PRESENCE],
  )
  return rows[0]?.free ?? false
}

test('workers that are renamed while their lock is on its way hold that of the new name alone', async () => {
  const pool = createPool(url, 1)
  const presence = keepPresence(pool)
  await other.query(`select pg_advisory_lock(${lock})`, ['old', PRESENCE])
  presence.announce('old')
  await vi.waitFor(async () => {
    const { rows } = await other.query(
      `select 1 from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
    )
    expect(rows).toHaveLength(1)
  })
  presence.announce('new')
  await other.query(`select pg_advisory_unlock(${lock})`, ['old', PRESENCE])
  await vi.waitFor(async () => expect([await isFree('old'), await isFree('new')]).toEqual([true, false]), 5000)
  presence.announce('newer')
  await vi.waitFor(async () => expect([await isFree('new'), await isFree('newer')]).toEqual([true, false]), 5000)
  presence.end()
  await vi.waitFor(async () => expect(await isFree('newer')).toBe(true), 5000)
  await pool.end()
})
