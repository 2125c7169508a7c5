import type { Db } from './db.ts'

const FOR_MS = 1000
const MOST = 1000

/**
 * A read that is asked again and again and changes rarely: what was read within the last second counts, which is when
 * processes hear of each other's changes, too. Not for stock or prices.
 */
export function remembered<Asked extends unknown[], Found>(
  read: (db: Db, ...asked: Asked) => Promise<Found>,
  keyOf: (...asked: Asked) => string,
): (db: Db, ...asked: Asked) => Promise<Found> {
  const known = new WeakMap<Db, Map<string, { found: Promise<Found>; until: number }>>()
  return (db, ...asked) => {
    const ours = known.get(db) ?? new Map<string, { found: Promise<Found>; until: number }>()
    known.set(db, ours)
    const key = keyOf(...asked)
    const last = ours.get(key)
    if (last && last.until > performance.now()) return last.found
    if (ours.size >= MOST) ours.clear()
    const found = read(db, ...asked)
    ours.set(key, { found, until: performance.now() + FOR_MS })
    // What failed is asked again.
    found.catch(() => ours.delete(key))
    return found
  }
}
