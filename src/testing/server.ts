import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { startEmbeddedPostgres } from '#platform/embedded-postgres/server'

type TestServer = { url: (database: string) => string; stop: () => Promise<void> }

/** The server named by TEST_DATABASE_URL, else one of our own in a folder that is thrown away. */
export async function testServer(): Promise<TestServer> {
  const named = process.env['TEST_DATABASE_URL']
  if (named) return { url: (database) => withDatabase(named, database), stop: async () => {} }

  const folder = await mkdtemp(path.join(os.tmpdir(), 'stoa-test-'))
  const server = await startEmbeddedPostgres({ dataFolder: folder, throwAway: true })
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: (database) => server.urlOf('postgres', database), stop }
}

function withDatabase(base: string, database: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  return url.href
}
