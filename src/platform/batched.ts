import type { Db, Tx } from './db.ts'
import { isOutage, Unserved } from './db-errors.ts'
import { patienceNow, withSharedPatience } from './patience.ts'

/** How many of one kind may be on their way at once: one is answered while the next is read. */
const AT_ONCE = 2
/** So long one waits for those before (milliseconds). */
const WAIT_MS = 4000
/** Keys in one statement; more wait for the next. */
const MOST = 16

type Waiting<Found> = Readonly<{
  key: string
  since: number
  resolve: (found: Found | null) => void
  reject: (error: unknown) => void
}>

type Reads<Found> = Readonly<{
  one: (db: Db | Tx, key: string) => Promise<Found | null>
  /** In any order; what is not there is missing. */
  many: (db: Db | Tx, keys: string[]) => Promise<Found[]>
  keyOf: (found: Found) => string
}>

/**
 * Reads the same kind of thing for many callers: who asks while others are being answered goes with the next statement,
 * together with all who asked meanwhile. A caller alone is answered as fast as ever; under load one statement, one write
 * and one answer serve many, and those are most of what a read costs. When the database is away, all who wait hear of it.
 */
export function batched<Found>({ one, many, keyOf }: Reads<Found>): (db: Db, key: string) => Promise<Found | null> {
  const queues = new WeakMap<Db, { waiting: Waiting<Found>[]; running: number }>()

  const run = async (db: Db, taken: readonly Waiting<Found>[]): Promise<void> => {
    const [first] = taken
    if (!first) return
    if (taken.length === 1) return first.resolve(await one(db, first.key))
    const rows = await many(db, [...new Set(taken.map(({ key }) => key))])
    const found = new Map(rows.map((row) => [keyOf(row), row]))
    for (const { key, resolve } of taken) resolve(found.get(key) ?? null)
  }

  return (db, key) => {
    const queue = queues.get(db) ?? { waiting: [], running: 0 }
    queues.set(db, queue)
    const next = (): void => {
      refuseLate(queue.waiting)
      if (queue.running >= AT_ONCE || queue.waiting.length === 0) return
      const taken = queue.waiting.splice(0, MOST)
      queue.running += 1
      // Not at the expense of one of those who share it.
      withSharedPatience(() => run(db, taken))
        .catch((error: unknown) => {
          const told = isOutage(error) ? [...taken, ...queue.waiting.splice(0)] : taken
          told.forEach(({ reject }) => reject(error))
        })
        .finally(() => {
          queue.running -= 1
          next()
        })
    }
    const patience = patienceNow()
    patience?.start()
    const found = new Promise<Found | null>((resolve, reject) => {
      queue.waiting.push({ key, since: performance.now(), resolve, reject })
      // What one turn of the event loop asks for goes out together.
      if (queue.waiting.length === 1) setImmediate(next)
    })
    return found.finally(() => patience?.stop())
  }
}

/** They stand in the order in which they came. */
function refuseLate(waiting: Waiting<never>[]): void {
  const oldest = performance.now() - WAIT_MS
  while (waiting[0] && waiting[0].since < oldest) waiting.shift()?.reject(new Unserved('too many ask for the same'))
}
