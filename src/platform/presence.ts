import { setTimeout as sleep } from 'node:timers/promises'

import { Client, type Pool } from 'pg'

/** Any number that only this uses: the name space of the locks below. */
export const PRESENCE = 7_461_003

/** How often it is tried to hold the lock again when the database is away (milliseconds). */
const AGAIN_MS = 500

export type Presence = Readonly<{
  /** The lock is named after these from now on; that of those before is let go. */
  announce: (workers: string) => void
  workers: () => string
  end: () => void
}>

/**
 * A connection that holds a lock named after our workers: while it lives, their jobs are theirs; when the process dies,
 * so does the lock, and others may take the jobs over.
 */
export function keepPresence(pool: Pool): Presence {
  const state: { workers: string; client: Client | null; isEnded: boolean } = {
    workers: '',
    client: null,
    isEnded: false,
  }
  const hold = async (): Promise<void> => {
    while (!state.isEnded) {
      const { workers } = state
      const held = await holder(pool, workers).catch(() => null)
      state.client = held?.client ?? null
      if (!held) await sleep(AGAIN_MS)
      // Renamed while the lock was on its way: the jobs of those before would stay theirs for ever.
      else if (workers !== state.workers || state.isEnded) await held.client.end().catch(() => {})
      else await held.ended
    }
  }
  return {
    announce: (workers) => {
      const isFirst = state.workers === ''
      state.workers = workers
      if (isFirst) void hold()
      else void state.client?.end().catch(() => {})
    },
    workers: () => state.workers,
    end: () => {
      state.isEnded = true
      void state.client?.end().catch(() => {})
    },
  }
}

async function holder(pool: Pool, workers: string): Promise<{ client: Client; ended: Promise<void> }> {
  const client = new Client({ ...pool.options, application_name: 'stoa jobs' })
  const ended = new Promise<void>((resolve) => void client.once('end', resolve))
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock(hashtextextended($1, $2))', [workers, PRESENCE])
    return { client, ended }
  } catch (error) {
    void client.end().catch(() => {})
    throw error
  }
}
