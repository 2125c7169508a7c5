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

/**
 * Tax by place and rate over a span of time: charged by sales, given back by refunds and reversals. A refund that does not
 * say its rate has that of its sale, when there was only one in that place.
 */
export async function readTaxes(
  db: Db,
  { mode, from, until }: { mode: Mode; from: Date; until: Date },
): Promise<TaxRow[]> {
  const { rows } = await sql<TaxRow>`
    with moved as (
      select l.jurisdiction, l.currency, l.amount, coalesce(l.rate_ppm, sold.rate) as rate,
        l.base_amount as base
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
        left join lateral (
          select min(s.rate_ppm) as rate
          from ledger_entries sale join ledger_lines s on s.entry_id = sale.id
          where l.rate_ppm is null and sale.source = 'sale:' || e.order_id and s.jurisdiction = l.jurisdiction
          having min(s.rate_ppm) = max(s.rate_ppm)
        ) as sold on true
      where l.account = 'tax_payable' and e.mode = ${mode} and e.at >= ${from} and e.at < ${until}
    )
    select jurisdiction, rate as "ratePpm", currency,
      coalesce(-sum(base) filter (where amount < 0), 0)::bigint as "soldNet",
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as "soldTax",
      coalesce(sum(base) filter (where amount > 0), 0)::bigint as "backNet",
      coalesce(sum(amount) filter (where amount > 0), 0)::bigint as "backTax"
    from moved group by jurisdiction, rate, currency order by jurisdiction, rate, currency`.execute(db)
  return rows
}
