import { sql } from 'kysely'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import { command, createDb, createPool, type Db, type Tx, whileAnswering } from './db.ts'
import { isOutage } from './db-errors.ts'
import { beUrgent, patienceNow, unhurried, withPatience } from './patience.ts'

const { db, url } = testDb()
const shop: { db: Db; pool: Pool } = { db, pool: createPool(url, 12, whileAnswering) }
const admin = new Pool({ connectionString: url, max: 4 })

beforeAll(async () => {
  shop.db = createDb(shop.pool, createPool(url, 2))
  await admin.query('create table rows_to_lock (id int primary key, count int not null default 0)')
  await admin.query('insert into rows_to_lock select generate_series(1, 9)')
})
afterAll(async () => {
  await shop.db.destroy()
  await admin.end()
})

const lock = (tx: Db | Tx, id: number) => sql`select 1 from rows_to_lock where id = ${id} for update`.execute(tx)
const count = (tx: Tx, id: number) => sql`update rows_to_lock set count = count + 1 where id = ${id}`.execute(tx)
const failed = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'no failure',
    (error: unknown) => error,
  )

/** Sits on a row until told to go. */
async function sitOn(id: number): Promise<() => Promise<void>> {
  const client = await admin.connect()
  await client.query('begin')
  await client.query('select 1 from rows_to_lock where id = $1 for update', [id])
  return async () => {
    await client.query('rollback')
    client.release()
  }
}

describe.concurrent('a transaction', () => {
  test('that a deadlock ended is run again, and both have counted once', async () => {
    let runs = 0
    let arrived = 0
    const met = Promise.withResolvers<void>()
    const crosswise = (first: number, second: number) =>
      command(shop.db, async (tx) => {
        runs += 1
        await count(tx, first)
        arrived += 1
        if (arrived === 2) met.resolve()
        await met.promise
        return ok(await count(tx, second))
      })
    const outcomes = await Promise.all([crosswise(1, 2), crosswise(2, 1)])
    expect(outcomes.map(({ ok: isOk }) => isOk)).toEqual([true, true])
    expect(runs).toBe(3)
    const { rows } = await admin.query('select count from rows_to_lock where id in (1, 2)')
    expect(rows).toEqual([{ count: 2 }, { count: 2 }])
  })

  test('that is turned back again and again is given up after three more times, and is no fault of ours', async () => {
    let runs = 0
    const error = await failed(
      command(shop.db, async (tx) => {
        runs += 1
        return ok(await sql`do $$ begin raise exception 'no order' using errcode = '40001'; end $$`.execute(tx))
      }),
    )
    expect([runs, isOutage(error)]).toEqual([4, true])
  })

  test('is not run again when the request has waited for too long', async () => {
    let runs = 0
    const error = await withPatience(() => {
      const patience = patienceNow()
      return failed(
        command(shop.db, async (tx) => {
          runs += 1
          await sql`select 1`.execute(tx)
          // As if eight seconds had gone by.
          Object.defineProperty(patience, 'leftMs', { value: 0 })
          return ok(await count(tx, 3))
        }),
      )
    })
    expect([runs, isOutage(error)]).toEqual([1, true])
    const { rows } = await admin.query('select count from rows_to_lock where id = 3')
    expect(rows).toEqual([{ count: 0 }])
    // What it held is free again, and its connection good.
    expect((await withPatience(() => sql`select 1 as one`.execute(shop.db))).rows).toEqual([{ one: 1 }])
  })
})

describe.concurrent('who answers a request', () => {
  test('has two seconds for a lock, four and a half for a statement, and leaves no transaction open', async () => {
    const settings = sql<{ name: string; setting: string }>`select name, setting from pg_settings
      where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name`
    const { rows } = await withPatience(() => settings.execute(shop.db))
    expect(rows.map(({ setting }) => setting)).toEqual(['15000', '2000', '4500'])
    // In a transaction less, since who waits in line for a row waits for two locks.
    const within = await withPatience(() => command(shop.db, async (tx) => ok(await settings.execute(tx))))
    expect(within).toMatchObject({
      value: { rows: expect.arrayContaining([expect.objectContaining({ setting: '2800' })]) },
    })
    const stand = await sitOn(4)
    const since = performance.now()
    const error = await failed(withPatience(() => command(shop.db, async (tx) => ok(await lock(tx, 4)))))
    const waitedMs = performance.now() - since
    await stand()
    expect(error).toMatchObject({ code: '55P03' })
    expect(isOutage(error)).toBe(true)
    expect(waitedMs).toBeGreaterThan(1900)
  })

  test('waits two seconds for a connection, and health, gateways and the background have theirs', async () => {
    const busy = createDb(createPool(url, 6, whileAnswering), createPool(url, 2))
    const end = Promise.withResolvers<void>()
    const one = () => sql<{ one: number }>`select 1 as one`.execute(busy).then(({ rows }) => rows)
    const holders = [1, 2, 3, 4].map(() =>
      withPatience(() =>
        command(busy, async (tx) => {
          await sql`select 1`.execute(tx)
          return ok(await end.promise)
        }),
      ),
    )
    const urgent = withPatience(() => {
      beUrgent()
      return one()
    })
    const others = await Promise.all([urgent, one(), withPatience(() => unhurried(one))])
    const late = await failed(withPatience(one))
    end.resolve()
    const held = await Promise.all(holders)
    await busy.destroy()
    expect(others).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]])
    expect(late).toMatchObject({ message: expect.stringContaining('no connection became free in time') })
    expect(isOutage(late)).toBe(true)
    expect(held.map(({ ok: isOk }) => isOk)).toEqual([true, true, true, true])
  })
})
