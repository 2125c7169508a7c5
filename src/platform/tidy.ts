import { sql } from 'kysely'

import type { Db } from './db.ts'

/** Takes away what the platform's own tables hold longer than anybody looks at it. */
export async function tidy(db: Db): Promise<void> {
  await sql`delete from rate_limits where expires_at < now()`.execute(db)
  // A process looks twice a second; one that was away for longer than this reads everything anew anyway.
  await sql`delete from cache_changes where at < now() - interval '1 day'`.execute(db)
}
