import { sql, type RawBuilder } from 'kysely'

import type { Db } from '#platform/db'
import type { Mode } from './entry.ts'
import { readEntries, type WrittenEntry } from './queries.ts'

export type JournalFilter = Readonly<{
  mode: Mode
  from?: Date | undefined
  until?: Date | undefined
  /** A family (`fees`) or one account (`fees:stripe`). */
  account?: string | undefined
  kind?: string | undefined
  orderNumber?: number | undefined
  /** A part of what it is the booking of. */
  source?: string | undefined
  page: number
  pageSize: number
}>

export type JournalEntry = WrittenEntry & Readonly<{ orderNumber: number | null }>

type Found = { source: string; number: number | null; total: number }

/** Entries that fit, the latest first. */
export async function listJournal(db: Db, filter: JournalFilter): Promise<{ total: number; rows: JournalEntry[] }> {
  const { page, pageSize } = filter
  const { rows } = await sql<Found>`
    select e.source, o.number, count(*) over () as total
    from ledger_entries e left join orders o on o.id = e.order_id
    where ${sql.join(conditions(filter), sql` and `)}
    order by e.at desc, e.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  if (rows.length === 0) return { total: 0, rows: [] }
  const found = new Map(rows.map((row, index) => [row.source, { ...row, index }]))
  const entries = await readEntries(db, [...found.keys()])
  return {
    total: rows[0]?.total ?? 0,
    rows: entries
      .map((entry) => ({ ...entry, orderNumber: found.get(entry.source)?.number ?? null }))
      .toSorted((a, b) => (found.get(a.source)?.index ?? 0) - (found.get(b.source)?.index ?? 0)),
  }
}

function conditions({ mode, from, until, account, kind, orderNumber, source }: JournalFilter): RawBuilder<unknown>[] {
  const all = [sql`e.mode = ${mode}`]
  if (from) all.push(sql`e.at >= ${from}`)
  if (until) all.push(sql`e.at < ${until}`)
  if (kind !== undefined) all.push(sql`e.kind = ${kind}`)
  if (orderNumber !== undefined) all.push(sql`o.number = ${orderNumber}`)
  if (source !== undefined) all.push(sql`strpos(e.source, ${source}) > 0`)
  if (account !== undefined)
    all.push(sql`exists (
      select 1 from ledger_lines l where l.entry_id = e.id and ${account} in (l.account, l.family))`)
  return all
}
