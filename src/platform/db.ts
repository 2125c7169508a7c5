import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, types } from 'pg'

import type { Result } from '#kernel/result'
import { admitting } from './admission.ts'
import { wasTurnedBack } from './db-errors.ts'
import { patienceNow } from './patience.ts'
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

/** Milliseconds: for a new connection, for a lock, for a statement. Nothing waits for ever. The server's lists show the name. */
type Limits = Readonly<{ name: string; connectMs: number; lockMs: number; statementMs: number }>

/** Where nobody waits for an answer. */
const background: Limits = { name: 'stoa background', connectMs: 5000, lockMs: 5000, statementMs: 8000 }

/** Where somebody does. */
export const whileAnswering: Limits = { name: 'stoa requests', connectMs: 1000, lockMs: 2000, statementMs: 4500 }

/** An index over a large table takes its time. */
export const whileMigrating: Limits = { ...background, name: 'stoa migrations', statementMs: 1_800_000 }

/** A transaction that does nothing for so long is ended by the server (milliseconds). */
const IDLE_MS = 15_000

/** When the server has not stopped a statement by then, it does not hear us (milliseconds). */
const UNHEARD_MS = 500

/**
 * Connections with time-outs on both sides: the server stops a statement that takes too long, and when not even that is
 * heard (a line that swallows everything), we hang up a moment later.
 */
export function createPool(url: string, max = 10, limits: Limits = background): Pool {
  const { name, connectMs, lockMs, statementMs } = limits
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max,
    options: `-c lock_timeout=${lockMs} -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${IDLE_MS}`,
    query_timeout: statementMs + UNHEARD_MS,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
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

/** `others`: connections for what works in the background. Where it has its own, requests are admitted one by one. */
export const createDb = (pool: Pool, others: Pool | null = null): Db =>
  new Kysely<DB>({ dialect: new PostgresDialect({ pool: others ? admitting(pool, others) : pool }) })

/** So often a transaction is run that the database ends so that another can go on. */
const TRIES = 4

/**
 * Runs a command in one transaction. A refusal undoes it like an error, but comes back as a value. `run` may be called
 * again, after a deadlock: what it does beside the transaction must bear that.
 */
export async function command<T, R>(db: Db, run: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(db, run)
    } catch (error) {
      const isOver = tries === TRIES || (patienceNow()?.leftMs ?? 1) <= 0
      if (isOver || !wasTurnedBack(error)) throw error
      // Not together again.
      await sleep(randomInt(5, 25 * tries))
    }
  }
}

async function once<T, R>(db: Db, run: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
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
