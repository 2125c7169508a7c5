import { stringify } from 'csv-stringify/sync'

import { decimal, money, type Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Mode } from '../entry.ts'
import { readBalances } from '../read-balances.ts'
import type { Month } from './month.ts'
import { readJournalPage, type JournalRow } from './read-journal.ts'
import { readTaxes } from './read-taxes.ts'

export const exportFiles = ['journal', 'summary', 'taxes'] as const
export type ExportFile = (typeof exportFiles)[number]

type Wanted = Readonly<{ month: Month; mode: Mode }>

/** One of the files that an accountant gets for a month, as CSV, piece by piece: memory does not grow with the month. */
export function writeMonth(db: Db, file: ExportFile, wanted: Wanted): AsyncGenerator<string> {
  const writers = { journal, summary, taxes }
  return writers[file](db, wanted)
}

const sum = (amount: number, currency: Currency): string => decimal(money(amount, currency))

/** Every line of every entry. */
async function* journal(db: Db, { month, mode }: Wanted): AsyncGenerator<string> {
  yield stringify([
    [
      'Entry',
      'Date',
      'Kind',
      'Source',
      'Order',
      'Account',
      'Account name',
      'Jurisdiction',
      'Currency',
      'Debit',
      'Credit',
    ],
  ])
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: month.timeZone })
  let after: JournalRow | null = null
  for (;;) {
    const rows: JournalRow[] = await readJournalPage(db, { month, mode, after })
    if (rows.length === 0) return
    yield stringify(
      rows.map((row) => [
        row.entryId,
        date.format(row.at),
        row.kind,
        row.source,
        row.orderNumber ?? '',
        row.account,
        row.accountName,
        row.jurisdiction ?? '',
        row.currency,
        row.amount > 0 ? sum(row.amount, row.currency) : '',
        row.amount < 0 ? sum(-row.amount, row.currency) : '',
      ]),
    )
    after = rows.at(-1) ?? null
  }
}

/** Each account and jurisdiction: what it held before, what came and went, what it holds at the end. */
async function* summary(db: Db, { month, mode }: Wanted): AsyncGenerator<string> {
  yield stringify([
    ['Account', 'Account name', 'Kind', 'Jurisdiction', 'Currency', 'Opening', 'Debit', 'Credit', 'Closing'],
  ])
  const keyOf = (row: { account: string; currency: string; jurisdiction: string | null }): string =>
    [row.account, row.currency, row.jurisdiction].join(' ')
  const moved = new Map((await readBalances(db, { mode, ...month })).map((row) => [keyOf(row), row]))
  for (const row of await readBalances(db, { mode, until: month.until })) {
    const { debit = 0, credit = 0, amount = 0 } = moved.get(keyOf(row)) ?? {}
    const figures = [row.amount - amount, debit, credit, row.amount].map((each) => sum(each, row.currency))
    yield stringify([[row.account, row.name, row.kind, row.jurisdiction ?? '', row.currency, ...figures]])
  }
}

/** Each country, state and rate: what was sold and given back, and the tax of it. */
async function* taxes(db: Db, { month, mode }: Wanted): AsyncGenerator<string> {
  yield stringify([
    [
      'Country',
      'Jurisdiction',
      'Rate %',
      'Currency',
      'Net sold',
      'Tax charged',
      'Net refunded',
      'Tax refunded',
      'Net',
      'Tax due',
    ],
  ])
  for (const row of await readTaxes(db, { ...month, mode })) {
    const { soldNet, soldTax, backNet, backTax } = row
    const figures = [soldNet, soldTax, backNet, backTax, soldNet - backNet, soldTax - backTax]
    yield stringify([
      [
        row.jurisdiction.slice(0, 2),
        row.jurisdiction,
        row.ratePpm === null ? '' : String(row.ratePpm / 10_000),
        row.currency,
        ...figures.map((each) => sum(each, row.currency)),
      ],
    ])
  }
}
