import { readFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createDb, createPool } from '#platform/db'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'
import { aVariant } from '#testing/builders'
import { type RunningShop, startShop } from '../../e2e/shop.ts'
import { judge } from '../oracle/judge.ts'
import { type Bought, buyStubbornly } from '../rig/persistent.ts'
import { randomFrom, seedOfRun } from '../rig/seed.ts'

const CHECKOUTS = 30
const KILLS = 30
const SHOPPERS_AT_ONCE = 3

let dataDir: string
let shop: RunningShop
let url: string
let variantId: string

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-kills-'))
  shop = await startShop({ dataDir, env: { STOA_DEMO: '0' } })
  const server = await startEmbeddedPostgres({ dataFolder: dataDir })
  url = server.url
  const db = createDb(createPool(url, 2))
  variantId = await aVariant(db, { stock: 1000 })
  await db.destroy()
  // The shop must look after its database alone.
  expect(await server.stop()).toBe('left running')
})

afterAll(async () => {
  await shop.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Thirty purchases, a few at a time, while `strike` happens again and again; answers what the shoppers hold. */
async function sellWhile(name: string, strike: (random: () => number) => Promise<void>): Promise<Bought[]> {
  const seed = seedOfRun()
  const random = randomFrom(seed)
  process.stdout.write(`${name}: seed ${seed}\n`)
  const bought: Bought[] = []
  let next = 0
  const shoppers = Array.from({ length: SHOPPERS_AT_ONCE }, async () => {
    while (next < CHECKOUTS) bought.push(await buyStubbornly(shop.url, variantId, `${name}${next++}@example.com`))
  })
  const sold = new AbortController()
  const strikes = (async () => {
    let done = 0
    for (; !sold.signal.aborted && done < KILLS; done++) await strike(random)
    return done
  })()
  await Promise.all(shoppers)
  sold.abort()
  process.stdout.write(`${name}: ${await strikes} kills during ${bought.length} checkouts\n`)
  return bought
}

/** Asks the database, which may just be on its way back. */
async function query<T>(text: string, values: unknown[] = []): Promise<T[]> {
  for (let attempt = 0; ; attempt++) {
    const rows = await queryOnce<T>(text, values).catch((error: unknown) => {
      if (attempt < 100) return null
      throw error
    })
    if (rows) return rows
    await wait(200)
  }
}

async function queryOnce<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client(url)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(text, values)
    return rows as T[]
  } finally {
    await client.end().catch(() => {})
  }
}

/** Nothing waits any more: attempts that were cut off are taken over by the completer. */
async function quiet(): Promise<void> {
  const end = Date.now() + 120_000
  while (Date.now() < end) {
    const [row] = await query<{ waiting: string }>(
      `select count(*)::text as waiting from orders where state = 'pending'`,
    )
    if (row?.waiting === '0') return
    await wait(1000)
  }
  throw new Error('orders were still waiting after two minutes')
}

async function expectKept(bought: readonly Bought[], name: string): Promise<void> {
  await quiet()
  expect(bought).toHaveLength(CHECKOUTS)
  for (const { orderPath } of bought) expect((await fetch(new URL(orderPath, shop.url))).status).toBe(200)
  const paid = await query<{ email: string; orders: string }>(
    `select o.email, count(*)::text as orders from orders o join payments p on p.order_id = o.id
     where o.email like $1 and o.state in ('open', 'completed') and p.state = 'captured' group by o.email`,
    [`${name}%`],
  )
  expect(paid).toHaveLength(CHECKOUTS)
  expect(paid.filter(({ orders }) => orders !== '1')).toEqual([])
  expect(await judge({ url })).toEqual([])
}

test('F02: the shop is killed again and again during 30 checkouts: none lost, none charged twice', async () => {
  const bought = await sellWhile('app', async (random) => {
    await wait(random() * 600)
    await shop.kill()
    shop = await startShop({ dataDir, port: shop.port, env: { STOA_DEMO: '0' } })
  })
  await expectKept(bought, 'app')
}, 300_000)

test('F04: its database is killed again and again during 30 checkouts: none lost, none charged twice', async () => {
  const bought = await sellWhile('database', async (random) => {
    await wait(random() * 600)
    const postmaster = await postmasterPid().catch(() => null)
    if (postmaster) process.kill(postmaster, 'SIGKILL')
    await answering()
  })
  await expectKept(bought, 'database')
}, 300_000)

/** The parent of the process that serves a connection. */
async function postmasterPid(): Promise<number> {
  const [row] = await queryOnce<{ pid: number }>('select pg_backend_pid() as pid')
  const stat = readFileSync(`/proc/${row?.pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

async function answering(): Promise<void> {
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    if ((await fetch(`${shop.url}/health`).catch(() => null))?.ok) return
    await wait(100)
  }
  throw new Error('the shop did not find its database again within 20 s')
}
