import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { Client } from 'pg'

import { ok } from '#kernel/result'
import { startShipping } from '#modules/shipping'
import { seedTaxRates } from '#modules/tax'
import { createDb, createPool, type Db } from '#platform/db'
import { aMarket, aPriceList, done } from '#testing/builders'
import { migrateAll } from '#testing/prepare'
import { testServer } from '#testing/server'
import { type RunningShop, startShop } from '../e2e/shop.ts'

/** An empty shop over a database of its own, as a process; the story fills it through `db`. */
export type Stage = Readonly<{
  db: Db
  url: string
  dataDir: string
  shop: RunningShop
  close: () => Promise<void>
}>

export async function openStage(): Promise<Stage> {
  const server = await testServer()
  const name = `stoa_stage_${randomBytes(4).toString('hex')}`
  const admin = new Client(server.url('postgres'))
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = server.url(name)
  await migrateAll(url, path.resolve('migrations'))
  const db = createDb(createPool(url, 4))
  await furnish(db)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-stage-'))
  const shop = await startShop({ dataDir, env: { DATABASE_URL: url, STOA_DEMO: '0' } })
  const close = async (): Promise<void> => {
    await shop.stop()
    await db.destroy()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { db, url, dataDir, shop, close }
}

/** Markets, prices' lists, taxes and shipping, as at a first start. */
export async function furnish(db: Db): Promise<void> {
  await aMarket(db)
  await aPriceList(db)
  await done(db, async (tx) => {
    await seedTaxRates(tx)
    await startShipping(tx)
    return ok(null)
  })
}
