import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { startShop } from '../../first-start.ts'
import { catalogHash } from './catalog-hash.ts'
import { importFile } from './index.ts'
import { csvOf, offline } from './reading.test-support.ts'

const shop = testDb()
const undisturbed = testDb()
const folder = mkdtempSync(path.join(tmpdir(), 'stoa-import-'))
const file = path.join(folder, 'products.csv')
const children: ChildProcess[] = []

beforeAll(async () => {
  await Promise.all([startShop(shop.db), startShop(undisturbed.db)])
  writeFileSync(file, csvOf(Array.from({ length: 160 }, (_, at) => row(`thing-${String(at).padStart(3, '0')}`, at))))
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const row = (handle: string, at: number) => ({
  Handle: handle,
  Title: `The ${handle}`,
  Type: `Things / Kind ${at % 7}`,
  Tags: `tag-${at % 5}`,
  // A product that is published would keep the moment of its import.
  Published: 'false',
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant SKU': handle.toUpperCase(),
  'Variant Inventory Tracker': 'shopify',
  'Variant Inventory Qty': String(at % 9),
  'Variant Price': `${10 + at}.50`,
})

/** What somebody types: `stoa import products.csv --apply`. */
function typed(): ChildProcess {
  const cli = path.resolve('src/cli/index.ts')
  const child = spawn(process.execPath, ['--conditions=source', cli, 'import', file, '--apply'], {
    env: { ...process.env, DATABASE_URL: shop.url, DATABASE_OWNER_URL: '', STOA_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  return child
}

/** Any number that only this uses. */
const HELD = 7_461_900

/** An import that comes to write `done` products down waits there, in the middle of its transaction, until it is let on. */
async function holdAt(done: number): Promise<() => Promise<void>> {
  await shop.pool.query(`
    create or replace function wait_here() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${HELD}); return new; end $$;
    create or replace trigger wait_here before update on import_runs
      for each row when (new.done = ${done}) execute function wait_here()`)
  const client = await shop.pool.connect()
  await client.query('select pg_advisory_lock($1)', [HELD])
  return async () => {
    await client.query('select pg_advisory_unlock($1)', [HELD])
    client.release()
  }
}

/** @throws Error with its words when the import ends by itself. */
async function isHeld(child: ChildProcess): Promise<void> {
  const words: string[] = []
  child.stderr?.on('data', (data) => words.push(String(data)))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the import has ended: ${words.join('')}`)
    const { rows } = await shop.pool.query('select 1 from pg_locks where objid = $1 and not granted', [HELD])
    if (rows.length > 0) return
    await sleep(10)
  }
}

async function killedAt(done: number): Promise<void> {
  const letOn = await holdAt(done)
  const child = typed()
  await isHeld(child)
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
  await letOn()
}

// Two processes are started from nothing, on a machine that may have other work.
test('an import that is killed twice ends, begun once more, where one ends that nobody disturbed', async () => {
  await killedAt(100)
  await killedAt(150)
  const rest = await importFile(offline(shop.db), { path: file, apply: true })
  expect(rest).toMatchObject({
    finished: true,
    resumedAt: 100,
    counts: { products: 160, variants: 160 },
    outcome: { created: 160, failed: 0 },
  })
  await importFile(offline(undisturbed.db), { path: file, apply: true })
  expect(await catalogHash(shop.db)).toBe(await catalogHash(undisturbed.db))
}, 90_000)
