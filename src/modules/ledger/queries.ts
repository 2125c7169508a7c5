import type { Currency } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { AccountCode } from './accounts.ts'
import type { Entry, Line, Mode } from './entry.ts'

/** An entry as it stands in the ledger; each of its lines names its currency. */
export type WrittenEntry = Omit<Entry, 'at' | 'lines'> &
  Readonly<{ id: number; at: Date; lines: readonly WrittenLine[] }>
export type WrittenLine = Line & Readonly<{ currency: Currency }>

type Row = {
  id: number
  source: string
  kind: string
  order_id: string | null
  mode: string
  at: Date
  account: string
  currency: string
  amount: number
  jurisdiction: string | null
  rate_ppm: number | null
  base_amount: number | null
}

const selected = (db: Db | Tx) =>
  db
    .selectFrom('ledger_entries as entry')
    .innerJoin('ledger_lines as line', 'line.entry_id', 'entry.id')
    .select(['entry.id', 'source', 'kind', 'order_id', 'mode', 'at', 'account', 'currency', 'amount'])
    .select(['jurisdiction', 'rate_ppm', 'base_amount'])
    .orderBy('entry.id')
    .orderBy('line.position')

export async function readEntries(db: Db | Tx, sources: readonly string[]): Promise<WrittenEntry[]> {
  return entriesOf(
    await selected(db)
      .where('source', 'in', [...sources])
      .execute(),
  )
}

/** Everything that was booked for an order, the oldest first. */
export async function entriesOfOrder(db: Db | Tx, orderId: string): Promise<WrittenEntry[]> {
  return entriesOf(await selected(db).where('order_id', '=', orderId).execute())
}

function entriesOf(rows: readonly Row[]): WrittenEntry[] {
  const byId = Map.groupBy(rows, ({ id }) => id)
  return [...byId.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const { id, source, kind, order_id: orderId, at } = first
    const lines = all.map(lineOf)
    return [{ id, source, kind, orderId, mode: first.mode as Mode, at, currency: first.currency as Currency, lines }]
  })
}

const lineOf = (row: Row): WrittenLine => ({
  account: row.account as AccountCode,
  currency: row.currency as Currency,
  amount: row.amount,
  jurisdiction: row.jurisdiction ?? undefined,
  ratePpm: row.rate_ppm ?? undefined,
  base: row.base_amount ?? undefined,
})
