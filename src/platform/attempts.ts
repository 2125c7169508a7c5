import { sql } from 'kysely'

import type { Db } from './db.ts'

/** How many tries a bucket takes before it says no, and after how many seconds it forgets. */
export type AttemptLimit = Readonly<{ bucket: string; limit: number; windowSeconds: number }>

/** `waitSeconds`: when the fullest bucket empties. */
export type Attempt = { allowed: true } | { allowed: false; waitSeconds: number }

/**
 * Counts a try in every bucket, before anybody knows whether it is a good one: of a hundred that arrive together, no
 * more than `limit` go on. One statement, outside of any transaction; rows are taken in the order of their names.
 */
export async function countAttempt(db: Db, limits: readonly AttemptLimit[], now: Date): Promise<Attempt> {
  const rows = limits.map(({ bucket, windowSeconds }) => ({
    bucket,
    expires_at: new Date(now.getTime() + windowSeconds * 1000),
  }))
  const { rows: counted } = await sql<{ bucket: string; count: number; expires_at: Date }>`
    insert into rate_limits as r (bucket, count, expires_at)
    select bucket, 1, expires_at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(bucket text, expires_at timestamptz) order by bucket
    on conflict (bucket) do update set
      count = case when r.expires_at <= ${now} then 1 else r.count + 1 end,
      expires_at = case when r.expires_at <= ${now} then excluded.expires_at else r.expires_at end
    returning bucket, count, expires_at`.execute(db)
  const full = counted.filter(({ bucket, count }) => {
    const limit = limits.find((one) => one.bucket === bucket)?.limit ?? 0
    return count > limit
  })
  if (full.length === 0) return { allowed: true }
  const opens = Math.max(...full.map((row) => row.expires_at.getTime()))
  return { allowed: false, waitSeconds: Math.max(1, Math.ceil((opens - now.getTime()) / 1000)) }
}

/** A good try clears the buckets that are about this caller alone. */
export async function forgetAttempts(db: Db, buckets: readonly string[]): Promise<void> {
  await db.deleteFrom('rate_limits').where('bucket', 'in', buckets).execute()
}
