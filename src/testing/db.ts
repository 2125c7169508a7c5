import { randomBytes } from 'node:crypto'

import { Client, type Pool } from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'

import { createDb, createPool, type Db } from '#platform/db'

/** A database of this test file's own, cloned from the migrated template. Call at the top of the file. */
export function testDb(poolSize = 10): { readonly db: Db; readonly url: string; readonly pool: Pool } {
  const name = `stoa_test_${randomBytes(6).toString('hex')}`
  const url = urlOf(inject('serverUrl'), name)
  const pool = createPool(url, poolSize)
  const db = createDb(pool)
  beforeAll(() => onServer(`create database ${name} template ${inject('template')}`))
  afterAll(async () => {
    await db.destroy()
    await onServer(`drop database if exists ${name} with (force)`)
  })
  return { db, url, pool }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client(inject('serverUrl'))
  await client.connect()
  await client.query(statement)
  await client.end()
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
