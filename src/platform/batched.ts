import type { Db, Tx } from './db.ts'

/** How many of one kind may be on their way at once: one is answered while the next is read. */
const AT_ONCE = 2
/** Keys in one statement; more wait for the next. */
const MOST = 16

type Waiting<Found> = Readonly<{
  key: string
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
 * and one answer serve many, and those are most of what a read costs.
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
      if (queue.running >= AT_ONCE || queue.waiting.length === 0) return
      const taken = queue.waiting.splice(0, MOST)
      queue.running += 1
      run(db, taken)
        .catch((error: unknown) => taken.forEach(({ reject }) => reject(error)))
        .finally(() => {
          queue.running -= 1
          next()
        })
    }
    return new Promise((resolve, reject) => {
      queue.waiting.push({ key, resolve, reject })
      // What one turn of the event loop asks for goes out together.
      if (queue.waiting.length === 1) setImmediate(next)
    })
  }
}
