import { sql } from 'kysely'

import type { Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Mode } from '../entry.ts'
import type { Month } from './month.ts'

export type JournalRow = Readonly<{
  entryId: number
  position: number
  at: Date
  kind: string
  source: string
  orderNumber: number | null
  account: string
  accountName: string
  jurisdiction: string | null
  currency: Currency
  amount: number
}>

type Wanted = Readonly<{ month: Month; mode: Mode; after: JournalRow | null }>

const PAGE = 2000

/** The next lines of a month's journal, in the order of time, after one of them. A date has milliseconds, no more. */
export async function readJournalPage(db: Db, { month, mode, after }: Wanted): Promise<JournalRow[]> {
  const { rows } = await sql<JournalRow>`
    select e.id as "entryId", l.position, e.at, e.kind, e.source, o.number as "orderNumber", l.account,
      a.name as "accountName", l.jurisdiction, l.currency, l.amount
    from ledger_entries e join ledger_lines l on l.entry_id = e.id join ledger_accounts a on a.code = l.family
      left join orders o on o.id = e.order_id
    where e.mode = ${mode} and e.at >= ${after?.at ?? month.from} and e.at < ${month.until}
      and (date_trunc('milliseconds', e.at), e.id, l.position) > (${after?.at ?? month.from}::timestamptz, ${after?.entryId ?? 0}::bigint,
        ${after?.position ?? -1}::smallint)
    order by date_trunc('milliseconds', e.at), e.id, l.position limit ${PAGE}`.execute(db)
  return rows
}
