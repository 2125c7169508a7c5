import type { Tx } from '#platform/db'
import { assertBalanced, withoutZeros, type Entry } from './entry.ts'
import { readEntries, type WrittenEntry } from './queries.ts'
import { insertEntries } from './store.ts'

/**
 * Writes an entry into the ledger. One whose source is there already changes nothing, and neither does one without
 * amounts. Answers whether it was written now.
 * @throws RangeError when it does not balance, or when its source stands for other lines.
 */
export async function post(tx: Tx, entry: Entry): Promise<boolean> {
  return (await postAll(tx, [entry])) > 0
}

/** The same for several entries, in one round trip. Answers how many were written now. */
export async function postAll(tx: Tx, entries: readonly Entry[]): Promise<number> {
  const meant = entries.map((entry) => ({ ...entry, lines: withoutZeros(entry.lines) }))
  const real = meant.filter(({ lines }) => lines.length > 0)
  if (real.length === 0) return 0
  for (const entry of real) assertBalanced(entry)
  const known = await insertEntries(tx, real)
  if (known.length > 0) await assertSame(tx, real, known)
  return real.length - known.length
}

async function assertSame(tx: Tx, entries: readonly Entry[], sources: readonly string[]): Promise<void> {
  const written = new Map((await readEntries(tx, sources)).map((entry) => [entry.source, entry]))
  for (const entry of entries) {
    if (!sources.includes(entry.source)) continue
    const there = written.get(entry.source)
    if (!there || contentOf(there) !== contentOf(entry))
      throw new RangeError(`${entry.source} was booked before, and not as this`)
  }
}

/** What must be the same the second time: everything but the time. */
function contentOf({ kind, orderId, mode, currency, lines }: Entry | WrittenEntry): string {
  const sides = lines.map((line) => [
    line.account,
    line.currency ?? currency,
    line.amount,
    line.jurisdiction ?? null,
    line.ratePpm ?? null,
    line.base ?? null,
  ])
  return JSON.stringify([kind, orderId, mode, sides.map((side) => JSON.stringify(side)).toSorted()])
}
