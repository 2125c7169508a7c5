import { sql } from 'kysely'

import type { Currency } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import type { AccountCode } from './accounts.ts'
import type { Mode } from './entry.ts'

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense'

/** What an account holds. Debit above zero, credit below; in minor units. */
export type Balance = Readonly<{
  account: AccountCode
  name: string
  kind: AccountKind
  currency: Currency
  /** Of tax accounts. */
  jurisdiction: string | null
  debit: number
  credit: number
  amount: number
}>

/** Entries from `from` on and before `until`; without them, all. */
export type Span = Readonly<{ mode: Mode; from?: Date | undefined; until?: Date | undefined }>

/**
 * All accounts of one mode, by currency, in the order of the chart: one statement, so one moment. In each currency they
 * add up to nothing.
 */
export async function readBalances(db: Db | Tx, { mode, from, until }: Span): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    select sums.account, chart.name, chart.kind, sums.currency, sums.jurisdiction,
      sums.debit, sums.credit, sums.debit - sums.credit as amount
    from (
      select line.account, line.family, line.currency, line.jurisdiction,
        coalesce(sum(line.amount) filter (where line.amount > 0), 0) as debit,
        coalesce(-sum(line.amount) filter (where line.amount < 0), 0) as credit
      from ledger_lines as line
      join ledger_entries as entry on entry.id = line.entry_id
      where entry.mode = ${mode}
        and entry.at >= coalesce(${from ?? null}::timestamptz, '-infinity')
        and entry.at < coalesce(${until ?? null}::timestamptz, 'infinity')
      group by line.account, line.family, line.currency, line.jurisdiction
    ) as sums
    join ledger_accounts as chart on chart.code = sums.family
    order by sums.currency, chart.position, sums.account, sums.jurisdiction`.execute(db)
  return rows
}
