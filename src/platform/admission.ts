import type { PostgresPool } from 'kysely'
import type { Pool, PoolClient, QueryConfig } from 'pg'

import { ConnectionQueue } from './connection-queue.ts'
import { Unserved } from './db-errors.ts'
import { type Patience, patienceNow } from './patience.ts'

/** Kept back for requests that must not be turned away, where there is enough to share. */
const RESERVED = 2
const ENOUGH_TO_SHARE = 6

/** A statement that was begun in time gets so long at least (milliseconds). */
const LEAST_MS = 250

/**
 * `lock_timeout` counts for each lock, and who comes third to a row waits for two: the second one's place in the queue, then
 * the row.
 */
const BEGIN = 'begin; set local statement_timeout = 2800'

/**
 * Two ways to one database: who answers a request waits a bounded time for one of the connections that requests share, and
 * may use it for as long as the request's patience lasts; what works in the background has connections of its own.
 */
export function admitting(requests: Pool, background: Pool): PostgresPool {
  const slots = requests.options.max
  const queue = new ConnectionQueue({ slots, reserved: slots >= ENOUGH_TO_SHARE ? RESERVED : 0 })
  return {
    options: requests.options,
    connect: () => {
      const patience = patienceNow()
      return patience ? admitted(requests, queue, patience) : background.connect()
    },
    end: async () => {
      await Promise.all([requests.end(), background.end()])
    },
  }
}

async function admitted(pool: Pool, queue: ConnectionQueue, patience: Patience): Promise<PoolClient> {
  if (patience.leftMs <= 0) throw new Unserved('the request has waited for the database for too long')
  patience.start()
  try {
    await queue.enter(patience)
    const client = await pool.connect().catch((error: unknown) => {
      queue.leave()
      throw error
    })
    lend(client, patience, () => queue.leave())
    return client
  } catch (error) {
    patience.stop()
    throw error
  }
}

type Sent = string | QueryConfig

/** What the pool hands out, until it is given back. A statement ends with its request's patience; undoing never waits. */
function lend(client: PoolClient, patience: Patience, left: () => void): void {
  const { release, query } = client
  const send = query.bind(client) as (asked: Sent, values: unknown[]) => Promise<unknown>
  const bounded = (asked: Sent, values: unknown[]): Promise<unknown> => {
    const { leftMs } = patience
    if (asked === 'begin') return send(inTime(client, BEGIN, leftMs), values)
    if (leftMs > 0 || asked === 'rollback') return send(inTime(client, asked, leftMs), values)
    return Promise.reject(new Unserved('the request has waited for the database for too long'))
  }
  client.query = bounded as typeof query
  client.release = (isBroken) => {
    client.query = query
    release(isBroken === true || isCut(client))
    patience.stop()
    left()
  }
}

type Inner = { connection: { stream: { destroyed: boolean } }; connectionParameters: { query_timeout: number } }

/** A line that was hung up on a moment ago; the pool would hand it out once more. */
const isCut = (client: PoolClient): boolean => (client as unknown as Inner).connection.stream.destroyed

function inTime(client: PoolClient, asked: Sent, leftMs: number): Sent {
  const usualMs = (client as unknown as Inner).connectionParameters.query_timeout
  if (leftMs >= usualMs) return asked
  const query = typeof asked === 'string' ? { text: asked } : asked
  // pg takes it beside the text; its types do not know.
  return { ...query, query_timeout: Math.max(leftMs, LEAST_MS) } as QueryConfig
}
