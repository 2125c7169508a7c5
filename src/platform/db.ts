import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, types } from 'pg'

import type { Result } from '#kernel/result'
import type { DB } from './tables.ts'
import { inTransaction, sendTogether } from './transaction.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

/** Amounts and counters are whole numbers within 2^53; a larger one is a fault, not a rounded number. */
function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`too large for a whole number: ${text}`)
  return number
}

types.setTypeParser(INT8, wholeNumber)
types.setTypeParser(NUMERIC, Number)
types.setTypeParser(DATE, (text) => text)

/** So long a statement may take where somebody waits for an answer (milliseconds). */
const PATIENCE_MS = 8000

/** Nothing waits for ever, no transaction is left open (milliseconds). */
const limits = (patienceMs: number): string =>
  `-c lock_timeout=5000 -c statement_timeout=${patienceMs} -c idle_in_transaction_session_timeout=15000`

/**
 * Connections with time-outs on both sides: the server stops a statement that takes too long, and when not even that is
 * heard (a line that swallows everything), we hang up a second later.
 */
export function createPool(url: string, max = 10, patienceMs = PATIENCE_MS): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    options: limits(patienceMs),
    query_timeout: patienceMs + 1000,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    pipeline: true,
  })
  // A connection that dies while nobody uses it is replaced at the next use; without listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    sendTogether(client)
  })
  return pool
}

export const createDb = (pool: Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })

/** Runs a command in one transaction. A refusal undoes it like an error, but comes back as a value. */
export async function command<T, R>(db: Db, run: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
  try {
    return await inTransaction(db, async (tx) => {
      const result = await run(tx)
      if (!result.ok) throw new Refused(result.refusal)
      return result
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal as R }
    throw error
  }
}

class Refused extends Error {
  readonly refusal: unknown
  constructor(refusal: unknown) {
    super('refused')
    this.refusal = refusal
  }
}
