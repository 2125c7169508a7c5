import { sql } from 'kysely'

import { currencyOf, money, type Currency, type Money } from '#kernel/money'
import {
  readBalances,
  readLastCheck,
  readTimeZone,
  type Balance,
  type BooksCheck,
  type JournalEntry,
  type Mode,
  type OrderBooks,
} from '#modules/ledger'
import type { Db } from '#platform/db'
import type { BooksCheckView, FinanceScreen, JournalEntryView, OrderBooksView, TrialBalance } from './types.ts'

/** The trial balance at the end of a day, and how the books are. */
export async function readFinance(
  db: Db,
  { mode, until = null }: { mode: Mode; until?: string | null | undefined },
): Promise<FinanceScreen> {
  const timeZone = await readTimeZone(db)
  const [end, months, check] = await Promise.all([
    endOf(db, until, timeZone),
    monthsOf(db, timeZone),
    readLastCheck(db),
  ])
  const balances = await readBalances(db, { mode, until: end })
  const { rows } = await sql<{ there: boolean }>`
    select exists (select 1 from ledger_entries where mode = 'test') as there`.execute(db)
  return {
    mode,
    until,
    balances: trialBalances(balances),
    hasTest: rows[0]?.there ?? false,
    check: check && checkView(check),
    timeZone,
    months,
  }
}

async function endOf(db: Db, day: string | null, timeZone: string): Promise<Date | undefined> {
  if (day === null) return undefined
  const { rows } = await sql<{ end: Date }>`
    select (${day}::date + 1)::timestamp at time zone ${timeZone} as "end"`.execute(db)
  return rows[0]?.end
}

/** Those that have entries, by the first and the last of them: no month between is left out. */
async function monthsOf(db: Db, timeZone: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select to_char(month, 'YYYY-MM') as month
    from (select min(at) at time zone ${timeZone} as first, max(at) at time zone ${timeZone} as last
      from ledger_entries) as span,
      generate_series(date_trunc('month', first), last, interval '1 month') as month
    order by 1 desc limit 240`.execute(db)
  return rows.map(({ month }) => month)
}

function trialBalances(balances: readonly Balance[]): TrialBalance[] {
  return [...Map.groupBy(balances, ({ currency }) => currency)].map(([currency, rows]) => ({
    currency,
    rows: rows.map(({ account, name, kind, jurisdiction, debit, credit, amount }) => ({
      account,
      name,
      kind,
      jurisdiction,
      debit: money(debit, currency),
      credit: money(credit, currency),
      balance: money(amount, currency),
    })),
    debit: sumOf(rows, currency, ({ amount }) => Math.max(0, amount)),
    credit: sumOf(rows, currency, ({ amount }) => Math.max(0, -amount)),
  }))
}

const sumOf = (rows: readonly Balance[], currency: Currency, of: (row: Balance) => number): Money =>
  money(
    rows.reduce((all, row) => all + of(row), 0),
    currency,
  )

export const checkView = ({ at, checked, breaks }: BooksCheck): BooksCheckView => ({
  at: at.toISOString(),
  checked,
  breaks: breaks.map(({ expected, found, currency, ...rest }) => ({
    ...rest,
    expected: money(expected, currencyOf(currency)),
    found: money(found, currencyOf(currency)),
  })),
})

export const entryView = ({ id, at, kind, source, orderId, orderNumber, lines }: JournalEntry): JournalEntryView => ({
  id,
  at: at.toISOString(),
  kind,
  source,
  orderId,
  orderNumber,
  lines: lines.map(({ account, jurisdiction, amount, currency }) => ({
    account,
    jurisdiction: jurisdiction ?? null,
    amount: money(amount, currency),
  })),
})

export function orderBooksView({
  orderNumber,
  ties,
  receivable,
  isTied,
  entries,
  currency,
}: OrderBooks): OrderBooksView {
  return {
    orderNumber,
    ties: ties.map(({ figure, order, ledger }) => ({
      figure,
      order: money(order, currency),
      ledger: money(ledger, currency),
    })),
    receivable: money(receivable, currency),
    isTied,
    entries: entries.map((entry) => entryView({ ...entry, orderNumber })),
  }
}
