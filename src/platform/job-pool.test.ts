import { createServer, type AddressInfo, type Server } from 'node:net'

import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { isOutage } from './db-errors.ts'
import { forRunner } from './job-pool.ts'

/** A database that is not ready yet, as it says so itself. */
let server: Server
let pool: Pool
beforeAll(async () => {
  const fields = Buffer.from('SFATAL\0C57P03\0Mthe database system is in recovery mode\0\0')
  const length = Buffer.alloc(4)
  length.writeInt32BE(fields.length + 4)
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, fields])))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  pool = new Pool({ host: '127.0.0.1', port, user: 'stoa', database: 'stoa', max: 1 })
})
afterAll(async () => {
  await pool.end()
  server.close()
})

const notFound = { code: 'ECONNREFUSED', message: 'the database system is in recovery mode', cause: { code: '57P03' } }

test('the job runner takes a database that is not ready for one that is not there, and does not wait for minutes', async () => {
  const asked = await forRunner(pool)
    .connect()
    .catch((error: unknown) => error)
  expect(asked).toMatchObject(notFound)
  expect(isOutage(asked)).toBe(true)
  const called = await new Promise((heard) => forRunner(pool).connect((error) => heard(error)))
  expect(called).toMatchObject(notFound)
})
