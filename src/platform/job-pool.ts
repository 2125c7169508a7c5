import type { Pool, PoolClient } from 'pg'

/** Where the job runner would wait by itself, three seconds at first and up to three minutes after some failures. */
const waitedFor = new Set(['57P03', 'EHOSTUNREACH', 'ETIMEDOUT'])

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void

/**
 * The same pool for the job runner. A database that is not ready counts there as one that nobody found: then the runner
 * comes again with its next look, two seconds later, and jobs go on as soon as the database does.
 */
export function forRunner(pool: Pool): Pool {
  const connect = (connected?: Connected): Promise<PoolClient> | void => {
    if (connected) return pool.connect((error, client, done) => connected(error && notFound(error), client, done))
    return pool.connect().catch((error: unknown) => {
      throw error instanceof Error ? notFound(error) : error
    })
  }
  return Object.create(pool, { connect: { value: connect } }) as Pool
}

function notFound(error: Error & { code?: string }): Error {
  if (error.code === undefined || !waitedFor.has(error.code)) return error
  return Object.assign(new Error(error.message, { cause: error }), { code: 'ECONNREFUSED', syscall: 'connect' })
}
