import { sql } from 'kysely'

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

/** Entries that fit, the latest first. */
export async function listJournal(db: Db, filter: JournalFilter): Promise<{ total: number; rows: JournalEntry[] }> {
  const { mode, from, until, account, kind, orderNumber, source, page, pageSize } = filter
  const { rows } = await sql<{ source: string; number: number | null; total: number }>`
    select e.source, o.number, count(*) over () as total
    from ledger_entries e left join orders o on o.id = e.order_id
    where e.mode = ${mode}
      and e.at >= coalesce(${from ?? null}::timestamptz, '-infinity')
      and e.at < coalesce(${until ?? null}::timestamptz, 'infinity')
      and (${kind ?? null}::text is null or e.kind = ${kind ?? null})
      and (${orderNumber ?? null}::bigint is null or o.number = ${orderNumber ?? null})
      and (${source ?? null}::text is null or strpos(e.source, ${source ?? null}) > 0)
      and (${account ?? null}::text is null or exists (
        select 1 from ledger_lines l where l.entry_id = e.id and ${account ?? null} in (l.account, l.family)))
    order by e.at desc, e.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  if (rows.length === 0) return { total: 0, rows: [] }
  const numbers = new Map(rows.map(({ source, number }) => [source, number]))
  const place = new Map(rows.map(({ source }, index) => [source, index]))
  const entries = await readEntries(db, [...numbers.keys()])
  const ordered = entries.toSorted((a, b) => (place.get(a.source) ?? 0) - (place.get(b.source) ?? 0))
  return {
    total: rows[0]?.total ?? 0,
    rows: ordered.map((entry) => ({ ...entry, orderNumber: numbers.get(entry.source) ?? null })),
  }
}
