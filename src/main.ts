import { createServer } from 'node:http'

import { createProgress } from './cli/progress.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { createLifecycle, endOnSignals } from './platform/lifecycle.ts'
import { createLog } from './platform/log.ts'
import { migrateAll, openDatabase } from './platform/open-database.ts'

const log = createLog()
const progress = createProgress()
const life = createLifecycle(log)
endOnSignals(life, log, () => progress.line('\nStopping: finishing what was begun …'))

try {
  await start(readConfig())
} catch (error) {
  if (!life.isStopping()) {
    if (error instanceof ConfigError) progress.line(error.message)
    else log.error('Stoa could not start.', error)
    await life.stop()
    process.exit(1)
  }
}

async function start(config: Config): Promise<void> {
  const database = await progress.step(
    'Database',
    () => openDatabase({ config, life, log }),
    ({ found }) => found,
  )
  await progress.step(
    'Tables',
    () => migrateAll(database.pool),
    (ran) => (ran.length > 0 ? `${ran.length} migrations` : ''),
  )
  const server = createServer((request, response) => response.end('ok\n'))
  server.listen(config.port, config.host)
  life.onStop('the web server', () => new Promise((resolve) => server.close(resolve)))
  progress.line(`Shop: http://localhost:${config.port}/`)
}
