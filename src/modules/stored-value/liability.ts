import { sql } from 'kysely'

import { currencyOf, money, type Money } from '#kernel/money'
import type { Db, Tx } from '#platform/db'

/** What the shop owed in one currency at one moment, and how many cards or accounts it owed it to. */
export type Liability = Readonly<{
  holding: 'gift_card' | 'store_credit'
  count: number
  /** Given out until then, and what became of it: used, ended, taken back. The rest is owed. */
  issued: Money
  used: Money
  ended: Money
  changed: Money
  owed: Money
}>

type Row = {
  holding: 'gift_card' | 'store_credit'
  currency: string
  count: number
  issued: number
  used: number
  ended: number
  changed: number
  owed: number
}

/** From the append-only entries up to a moment; play money is left out. */
export async function readLiability(db: Db | Tx, until: Date): Promise<Liability[]> {
  const { rows } = await sql<Row>`
    with entry as (
      select 'gift_card' as holding, g.id, g.currency, e.kind, e.amount from gift_card_entries e
        join gift_cards g on g.id = e.gift_card_id where e.at < ${until} and g.mode = 'live'
      union all
      select 'store_credit', a.id, a.currency, e.kind, e.amount from credit_entries e
        join credit_accounts a on a.id = e.account_id where e.at < ${until} and a.mode = 'live'
    ), each as (
      select holding, currency, id, sum(amount) as owed,
        coalesce(sum(amount) filter (where kind in ('issue', 'grant')), 0) as issued,
        coalesce(-sum(amount) filter (where kind in ('redeem', 'release', 'return')), 0) as used,
        coalesce(-sum(amount) filter (where kind = 'expire'), 0) as ended,
        coalesce(sum(amount) filter (where kind in ('adjust', 'merge', 'cancel')), 0) as changed
      from entry group by holding, currency, id
    )
    select holding, currency, count(*) filter (where owed > 0)::integer as count, sum(issued)::bigint as issued,
      sum(used)::bigint as used, sum(ended)::bigint as ended, sum(changed)::bigint as changed, sum(owed)::bigint as owed
    from each group by holding, currency order by holding, currency`.execute(db)
  return rows.map(({ holding, count, ...row }) => {
    const of = (amount: number): Money => money(amount, currencyOf(row.currency))
    return {
      holding,
      count,
      issued: of(row.issued),
      used: of(row.used),
      ended: of(row.ended),
      changed: of(row.changed),
      owed: of(row.owed),
    }
  })
}
