import { sql } from 'kysely'

import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import type { Entry } from './entry.ts'

/**
 * Writes entries with their lines in one statement and answers the sources that were there before. In the order of
 * their sources, so that two who post the same wait for each other instead of dying.
 */
export async function insertEntries(tx: Tx, entries: readonly Entry[]): Promise<string[]> {
  const ordered = entries.toSorted((a, b) => (a.source < b.source ? -1 : 1))
  const heads = ordered.map(({ source, kind, orderId, mode, at, lines: { length } }) => ({
    source,
    kind,
    order_id: orderId,
    mode,
    at,
    line_count: length,
  }))
  const lines = ordered.flatMap(({ source, currency, lines: all }) =>
    all.map((line, position) => ({
      source,
      position,
      account: line.account,
      currency: line.currency ?? currency,
      amount: line.amount,
      jurisdiction: line.jurisdiction,
      rate_ppm: line.ratePpm,
      base_amount: line.base,
    })),
  )
  const statement = sql<{ source: string }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb)
        as e(source text, kind text, order_id uuid, mode text, at timestamptz, line_count smallint)
    ), written as (
      insert into ledger_entries (source, kind, order_id, mode, at, line_count)
      select source, kind, order_id, mode, coalesce(at, now()), line_count from asked
      on conflict (source) do nothing
      returning id, source, line_count
    ), lines as (
      insert into ledger_lines
        (entry_id, line_count, position, account, currency, amount, jurisdiction, rate_ppm, base_amount)
      select written.id, written.line_count, l.position, l.account, l.currency, l.amount, l.jurisdiction, l.rate_ppm, l.base_amount
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(source text, position smallint, account text,
        currency text, amount bigint, jurisdiction text, rate_ppm integer, base_amount bigint)
      join written using (source)
    )
    select source from asked where source not in (select source from written)`
  const rows = await runNamed(tx, 'insert_ledger_entries', statement)
  return rows.map(({ source }) => source)
}

/** Takes the trial entries of the demo away. @throws in a shop that is not the demo. */
export async function deleteTrialEntries(tx: Tx): Promise<void> {
  await sql`select empty_trial_ledger()`.execute(tx)
}

type Check = Readonly<{ at: Date; checked: number; breaks: readonly unknown[] }>

/** Keeps what a look at the books found, and forgets those of last year. */
export async function insertCheck(tx: Tx, { at, checked, breaks }: Check): Promise<void> {
  await tx
    .insertInto('ledger_checks')
    .values({ at, checked, breaks: JSON.stringify(breaks) })
    .execute()
  await sql`delete from ledger_checks where at < ${at}::timestamptz - interval '1 year'`.execute(tx)
}
