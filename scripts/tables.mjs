// npm run tables: src/platform/tables.ts and db/schema.sql, made anew from the migrations.
// With --check nothing is written: it ends with 1 when one of them is behind.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import pg from 'pg'

import { createPool } from '../src/platform/db.ts'
import { migrate } from '../src/platform/migrate.ts'
import { testServer } from '../src/testing/server.ts'
import { schemaOf } from './tables/schema.mjs'

const run = promisify(execFile)
const checkOnly = process.argv.includes('--check')
const files = { types: 'src/platform/tables.ts', schema: 'db/schema.sql' }
const typeMapping = { int8: 'number', numeric: 'number', bpchar: 'string', json: 'unknown', jsonb: 'unknown' }

const server = await testServer()
const name = `stoa_tables_${process.pid}`
await onServer(`create database ${name}`)
try {
  const fresh = await made(server.url(name))
  const behind = []
  for (const [kind, file] of Object.entries(files)) {
    if ((await readFile(file, 'utf8').catch(() => '')) !== fresh[kind]) behind.push(file)
    if (!checkOnly) await writeFile(file, fresh[kind])
  }
  if (checkOnly && behind.length > 0) {
    console.error(`Behind the migrations: ${behind.join(', ')}. Run: npm run tables`)
    process.exitCode = 1
  } else console.log(behind.length > 0 ? `Written: ${behind.join(', ')}` : 'Tables and schema are up to date.')
} finally {
  await onServer(`drop database ${name} with (force)`)
  await server.stop()
}

async function made(url) {
  const pool = createPool(url, 2)
  await migrate(pool, 'migrations')
  const schema = await schemaOf(pool)
  await pool.end()
  return { schema, types: await typesOf(url) }
}

async function typesOf(url) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stoa-tables-'))
  const file = path.join(folder, 'tables.ts')
  const args = ['--dialect', 'postgres', '--url', url, '--out-file', file, '--date-parser', 'string']
  const codegen = path.resolve('node_modules/kysely-codegen/dist/cli/bin.js')
  await run(process.execPath, [codegen, ...args, '--type-mapping', JSON.stringify(typeMapping)])
  const text = await readFile(file, 'utf8')
  await rm(folder, { recursive: true })
  return text
}

async function onServer(statement) {
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  await client.query(statement)
  await client.end()
}
