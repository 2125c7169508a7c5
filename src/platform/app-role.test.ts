import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { limitRole } from './app-role.ts'

const { pool } = testDb()
const role = `shop_${randomBytes(4).toString('hex')}`

beforeAll(async () => {
  await pool.query(`create role ${role}`)
  await limitRole(pool, role)
})
afterAll(async () => {
  await pool.query(`drop owned by ${role}`)
  await pool.query(`drop role ${role}`)
})

/** What the database says when the shop's own role asks this; null when it does it. */
async function refused(statement: string): Promise<string | null> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local role ${role}`)
    await client.query(statement)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const booking = `
  with entry as (
    insert into ledger_entries (source, kind, mode, at, line_count)
    values ('trial:1', 'trial', 'live', now(), 2) returning id
  )
  insert into ledger_lines (entry_id, line_count, position, account, currency, amount)
  select id, 2, 0, 'bank', 'EUR', 100 from entry union all select id, 2, 1, 'sales', 'EUR', -100 from entry`

test.each([
  booking,
  'select * from ledger_lines',
  "insert into audit_log (actor, action) values ('a', 'b')",
  "insert into settings (key, value) values ('x', '{}')",
  'update settings set value = value',
  'delete from carts',
  "select nextval('order_numbers')",
  "select graphile_worker.add_job('listen', '{}'::json)",
  'select count(*) from graphile_worker._private_jobs',
  "select graphile_worker.force_unlock_workers(array['nobody'])",
  'select id from graphile_worker.migrations',
])('the shop may: %s', async (statement) => {
  expect(await refused(statement)).toBe(null)
})

test.each([
  'update ledger_lines set amount = 1',
  'delete from ledger_lines',
  'truncate ledger_lines',
  "update ledger_entries set kind = 'other'",
  'delete from ledger_entries',
  "insert into ledger_accounts (code, kind, position, name) values ('pocket', 'asset', 999, 'Pocket')",
  'update audit_log set actor = null',
  'delete from audit_log',
  'delete from schema_migrations',
  'truncate orders cascade',
])('the shop may not: %s', async (statement) => {
  expect(await refused(statement)).toContain('permission denied')
})

test.each([
  'create table pocket (id integer)',
  'create temporary table ledger_lines (id integer)',
  'alter table ledger_lines disable trigger all',
  'drop trigger ledger_lines_append_only on ledger_lines',
  'drop table ledger_lines cascade',
  'create or replace function ledger_must_balance() returns trigger language plpgsql as $$ begin return null; end $$',
  "set session_replication_role = 'replica'",
])('the shop may change no table: %s', async (statement) => {
  expect(await refused(statement)).toMatch(/permission denied|must be owner/)
})

test('jobs that it asks for are seen by it, in spite of the row policies of the job runner', async () => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local role ${role}`)
    await client.query("select graphile_worker.add_job('listen', '{}'::json)")
    const { rows } = await client.query<{ count: number }>('select count(*) from graphile_worker._private_jobs')
    expect(rows[0]?.count).toBe(1)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a second time there is nothing to do, and what was given by hand is taken back', async () => {
  await pool.query(`grant update on ledger_lines to ${role}`)
  expect(await refused('update ledger_lines set amount = amount')).toBe(null)
  await limitRole(pool, role)
  expect(await refused('update ledger_lines set amount = amount')).toContain('permission denied')
})
