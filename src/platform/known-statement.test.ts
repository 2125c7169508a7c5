import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { createPool } from './db.ts'

const { url } = testDb()
const pool = createPool(url, 1)
const admin = new Pool({ connectionString: url, max: 1 })

beforeAll(async () => {
  await admin.query('create table known_things (id int primary key, name text, at timestamptz)')
  await admin.query(`insert into known_things values (1, 'one', '2026-02-03'), (2, null, null)`)
})
afterAll(async () => {
  await pool.end()
  await admin.end()
})

const ask = async (name: string, text: string, values: unknown[]): Promise<unknown[]> =>
  (await pool.query({ name, text }, values)).rows
/** As Kysely asks: of a connection, with the values beside the statement. */
const onOne = async <T>(work: (find: (id: number) => Promise<unknown[]>) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  const named = { name: 'known_thing', text: 'select * from known_things where id = $1' } as unknown as string
  try {
    return await work(async (id) => (await client.query(named, [id])).rows)
  } finally {
    client.release()
  }
}

const one = { id: 1, name: 'one', at: new Date('2026-02-03T00:00:00Z') }

describe('a statement that a connection knows', () => {
  test('answers as it did the first time, also when several are on their way', async () => {
    const answers = await onOne(async (find) => [
      await find(1),
      await find(1),
      await find(3),
      ...(await Promise.all([find(2), find(1)])),
    ])
    expect(answers).toEqual([[one], [one], [], [{ id: 2, name: null, at: null }], [one]])
  })

  test('that leaves no rows says how many it changed', async () => {
    const client = await pool.connect()
    const named = { name: 'rename', text: 'update known_things set name = name where id < $1' } as unknown as string
    const changed = [await client.query(named, [2]), await client.query(named, [9]), await client.query(named, [0])]
    client.release()
    expect(changed.map(({ command, rowCount, rows }) => [command, rowCount, rows])).toEqual([
      ['UPDATE', 1, []],
      ['UPDATE', 2, []],
      ['UPDATE', 0, []],
    ])
  })

  test('is refused, and never read wrongly, when its table has changed; the connection stays good', async () => {
    await onOne((find) => find(1))
    await admin.query('alter table known_things add column more text default $$new$$')
    const refused = await onOne((find) => find(1)).catch((error: unknown) => error)
    expect(refused).toMatchObject({ message: 'cached plan must not change result type' })
    expect(await ask('afresh', 'select more from known_things where id = $1', [1])).toEqual([{ more: 'new' }])
  })

  test('that fails is asked for its columns again', async () => {
    const client = await pool.connect()
    const named = { name: 'divided', text: 'select 6 / $1::int as share' } as unknown as string
    const share = async (by: unknown) => (await client.query(named, [by])).rows
    await expect(share(0)).rejects.toMatchObject({ code: '22012' })
    await expect(share('x')).rejects.toMatchObject({ code: '22P02' })
    const shares = [await share(2), await share(3)]
    client.release()
    expect(shares).toEqual([[{ share: 3 }], [{ share: 2 }]])
  })
})
