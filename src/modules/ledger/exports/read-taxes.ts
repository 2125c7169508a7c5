import { sql } from 'kysely'

import type { Currency } from '#kernel/money'
import type { Db } from '#platform/db'
import type { Mode } from '../entry.ts'

/** What was taxed in a place at a rate, in minor units. Together they are what moved in `tax_payable`. */
export type TaxRow = Readonly<{
  /** `DE`, `US-CA`. */
  jurisdiction: string
  /** Parts of a million; null where the entry does not say. */
  ratePpm: number | null
  currency: Currency
  soldNet: number
  soldTax: number
  backNet: number
  backTax: number
}>

/** Tax by place and rate over a span of time: charged by sales, given back by refunds and reversals. */
export async function readTaxes(
  db: Db,
  { mode, from, until }: { mode: Mode; from: Date; until: Date },
): Promise<TaxRow[]> {
  const { rows } = await sql<TaxRow>`
    select l.jurisdiction, l.rate_ppm as "ratePpm", l.currency,
      coalesce(-sum(l.base_amount) filter (where l.amount < 0), 0)::bigint as "soldNet",
      coalesce(-sum(l.amount) filter (where l.amount < 0), 0)::bigint as "soldTax",
      coalesce(sum(l.base_amount) filter (where l.amount > 0), 0)::bigint as "backNet",
      coalesce(sum(l.amount) filter (where l.amount > 0), 0)::bigint as "backTax"
    from ledger_lines l join ledger_entries e on e.id = l.entry_id
    where l.account = 'tax_payable' and e.mode = ${mode} and e.at >= ${from} and e.at < ${until}
    group by l.jurisdiction, l.rate_ppm, l.currency
    order by l.jurisdiction, l.rate_ppm, l.currency`.execute(db)
  return rows
}
