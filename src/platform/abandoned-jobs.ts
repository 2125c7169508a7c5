import type { Pool } from 'pg'

import { PRESENCE } from './presence.ts'

/** So long a job is held at least before anybody asks who holds it. */
const LEAST = '10 seconds'

/** A job that was taken in the very moment of the end is free at once, and not only when somebody looks for it. */
export async function giveBack(pool: Pool, workers: string): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[workers]])
}

/** Gives back the jobs of workers whose process is no more: nobody holds their lock. */
export async function releaseAbandoned(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker._private_jobs
       where locked_at < now() - interval '${LEAST}'
       union
       select locked_by from graphile_worker._private_job_queues where locked_at < now() - interval '${LEAST}'`,
    )
    const dead: string[] = []
    for (const { locked_by: workers } of rows) {
      const tried = await client.query<{ free: boolean }>(
        'select pg_try_advisory_xact_lock(hashtextextended($1, $2)) as free',
        [workers, PRESENCE],
      )
      if (tried.rows[0]?.free) dead.push(workers)
    }
    if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
    await client.query('commit')
    return dead
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/**
 * Gives back jobs that are in our workers' name and that none of them knows: the database took them for us and died
 * before it could say so, or died as it was told that one is done. `working` are the ids of those that are being done.
 */
export async function releaseUnknown(pool: Pool, workers: string, working: ReadonlySet<string>): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null, run_at = greatest(run_at, now())
     where locked_by = $1 and locked_at < now() - interval '${LEAST}' and id <> all($2::bigint[])`,
    [workers, [...working]],
  )
}
