import { randomBytes } from 'node:crypto'
import path from 'node:path'

import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

import { migrateAll } from './prepare.ts'
import { testServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string
    template: string
  }
}

/** One database server a run; one migrated template database, from which each test file gets its clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer()
  const template = `stoa_template_${randomBytes(4).toString('hex')}`
  const admin = new Client(server.url('postgres'))
  await admin.connect()
  await admin.query(`create database ${template}`)
  await migrateAll(server.url(template), path.resolve('migrations'))
  project.provide('serverUrl', server.url('postgres'))
  project.provide('template', template)
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
    await server.stop()
  }
}
