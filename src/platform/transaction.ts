import { AbortedTransactionError, CompiledQuery, PostgresDialect, Transaction, type DatabaseConnection } from 'kysely'

import type { Db, Tx } from './db.ts'
import { isNamed, runKnown } from './known-statement.ts'
import { named } from './prepared.ts'
import type { DB } from './tables.ts'

/**
 * Runs `work` in a transaction. Statements that do not wait for each other's answers (`Promise.all`) go out together and
 * run in the order in which they were asked; `begin` goes with the first of them. Kysely's own transactions send one
 * statement at a time: seven round trips where this one has two, and round trips are most of what an order costs.
 */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    const begun = connection.executeQuery(begin)
    // Looked at before anything is committed; until then it must not count as unheard.
    begun.catch(() => {})
    try {
      const result = await work(over(db, connection))
      await begun
      await commit(connection)
      return result
    } catch (error) {
      await rollBack(connection)
      throw error
    }
  })
}

/** Reads that do not wait for each other, over one connection and in one round trip. Each sees its own moment. */
export function together<T>(db: Db, reads: (one: Db) => Promise<T>): Promise<T> {
  return db.getExecutor().provideConnection((connection) => reads(over(db, connection)))
}

const over = (db: Db, connection: DatabaseConnection): Tx =>
  new Transaction<DB>({
    config: { dialect: savepoints },
    dialect: savepoints,
    driver: savepoints.createDriver(),
    executor: db.getExecutor().withConnectionProvider({ provideConnection: (use) => use(planningOnce(connection)) }),
  })

const planningOnce = (connection: DatabaseConnection): DatabaseConnection => ({
  executeQuery: (query) => connection.executeQuery(named(query)),
  streamQuery: (query, size) => connection.streamQuery(query, size),
})

const begin = CompiledQuery.raw('begin')

/** Kysely wants a dialect for savepoints, which no command uses. */
const savepoints = new PostgresDialect({ pool: () => Promise.reject(new Error('a transaction has its connection')) })

/** @throws AbortedTransactionError when a statement had failed and nobody looked: then nothing was written. */
async function commit(connection: DatabaseConnection): Promise<void> {
  const { rows } = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw('commit'))
  if (rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError()
}

/** Where even that fails the connection is dead, its transaction with it, and the first error says more. */
async function rollBack(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
}

type Stream = { cork: () => void; uncork: () => void }
type Asking = { query: (...asked: unknown[]) => unknown; connection?: unknown }

/**
 * Lets a connection collect what one turn of the event loop asks of it and send that in one write: a system call and a
 * waking of the database's process cost more than most statements.
 */
export function sendTogether(client: Asking): void {
  const { stream } = client.connection as { stream: Stream }
  const query = client.query.bind(client)
  let isCorked = false
  client.query = (...asked) => {
    if (!isCorked) {
      isCorked = true
      stream.cork()
      process.nextTick(() => {
        isCorked = false
        stream.uncork()
      })
    }
    const [statement, values, ...more] = asked
    return isNamed(statement) && Array.isArray(values) && more.length === 0
      ? runKnown(query, statement, values)
      : query(...asked)
  }
}
