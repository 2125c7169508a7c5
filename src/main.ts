import { systemClock } from '#kernel/clock'
import { createProgress } from './cli/progress.ts'
import { openFaces } from './faces.ts'
import { startOwner, startShop } from './first-start.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { freePort } from './platform/free-port.ts'
import { watchChanges } from './platform/freshness.ts'
import { createApp } from './platform/http/app.ts'
import { hostsOf } from './platform/http/origin.ts'
import { createPageCache } from './platform/http/page-cache.ts'
import { startHttp } from './platform/http/server.ts'
import { startJobs } from './platform/jobs.ts'
import { createLifecycle, endOnSignals } from './platform/lifecycle.ts'
import { createLog } from './platform/log.ts'
import { type Database, migrateAll, openDatabase } from './platform/open-database.ts'
import { subscribe } from './subscriptions.ts'

/** How long requests that were begun may take to end (milliseconds). */
const DRAIN_MS = 10_000

const log = createLog()
const progress = createProgress()
const life = createLifecycle(log)
endOnSignals(life, log, () => progress.line('\nStopping: finishing what was begun …'))

try {
  await open(readConfig())
} catch (error) {
  // Stopped while starting: what was under way fails, as it must.
  if (!life.isStopping()) await fail(error)
}

async function open(config: Config): Promise<void> {
  const database = await progress.step(
    'Database',
    () => openDatabase({ config, life, log }),
    (it) => it.found,
  )
  await progress.step(
    'Tables',
    () => migrateAll(database.pool),
    (ran) => (ran.length > 0 ? `${ran.length} made` : ''),
  )
  await progress.step('Shop', () => startShop(database.db))
  const origin = await progress.step('Open', () => serve(config, database), String)
  await greet(config, database, origin)
}

async function serve(config: Config, { db, pool }: Database): Promise<URL> {
  const port = await freePort(config)
  const origin = config.publicUrl ?? new URL(`http://localhost:${port}`)
  const faces = await openFaces({ db, clock: systemClock, origin })
  const pages = createPageCache()
  const app = createApp({ faces, pages, logFault: (error, id, what) => log.error(`${what} (request ${id})`, error) })

  const watcher = watchChanges(db, (tags) => pages.forget(tags))
  life.onStop('the watch for changes', () => watcher.stop())
  const listeners = subscribe([])
  const jobs = await startJobs({ pool, db, log, listeners, tasks: {}, scheduled: [], repeated: [] })
  life.onStop('the jobs', () => jobs.stop())
  const http = await startHttp({
    app,
    pages,
    policy: faces[0]?.policy ?? '',
    hosts: hostsOf(config.publicUrl, config.host),
    host: config.host,
    port,
    isReady: () => !life.isStopping(),
  })
  life.onStop('the web server', () => http.close(DRAIN_MS))
  return origin
}

async function greet(config: Config, { db }: Database, origin: URL): Promise<void> {
  const link = await startOwner(db, config.owner)
  progress.line()
  progress.line(`  Shop    ${origin.href}`)
  progress.line(`  Admin   ${new URL('/admin', origin).href}`)
  if (link)
    progress.line(
      `\n  You are the owner. Set your e-mail and password once, here:\n  ${new URL(`/admin/claim#${link}`, origin).href}`,
    )
  progress.line('\n  Ctrl-C stops the shop.')
}

async function fail(error: unknown): Promise<void> {
  if (error instanceof ConfigError) progress.line(error.message)
  else log.error('Stoa could not start.', error)
  await life.stop()
  process.exit(1)
}
