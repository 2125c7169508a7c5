import { runMigrations } from 'graphile-worker'

import { createPool } from '#platform/db'
import { migrate } from '#platform/migrate'

/** The shop's tables and the job runner's. */
export async function migrateAll(url: string, folder: string): Promise<void> {
  const pool = createPool(url, 2)
  await migrate(pool, folder)
  await runMigrations({ pgPool: pool })
  await pool.end()
}
