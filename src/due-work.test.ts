import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'

import { aVariant } from '#testing/builders'
import { testDb } from '#testing/db'
import { anOpenShop, aPaidOrder, testShop } from '#testing/orders'
import { repeated } from './chores.ts'

/** One connection, so that what is set for it holds for all. */
const { db } = testDb(1)
const shop = testShop(db)
beforeAll(() => anOpenShop(db))

const grows = ['orders', 'order_lines', 'payments', 'captures', 'refunds', 'carts', 'events', 'mails', 'reservations']

/** So many rows were looked at, found by an index or not. */
const rowsRead = async (): Promise<Map<string, number>> => {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ name: string; read: number }>`select relname as name,
    seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_user_tables`.execute(db)
  return new Map(rows.map(({ name, read }) => [name, read]))
}

test('what is done every few seconds looks at no order that is done, however many there are', async () => {
  await aPaidOrder(shop, { lines: [[await aVariant(db), 1]] })
  await sql`set enable_seqscan = off`.execute(db)
  const before = await rowsRead()
  for (const { run } of repeated(shop, async () => {})) await run()
  const after = await rowsRead()
  const read = grows.filter((name) => after.get(name) !== before.get(name))
  expect(read).toEqual([])
})
