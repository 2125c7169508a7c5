import { sql } from 'kysely'

import { currencyOf, money } from '#kernel/money'
import { readMarkets } from '#modules/market'
import type { Db } from '#platform/db'
import type { Figures, HomeScreen, Period } from '../types.ts'

const DAY = 86_400_000

type Span = { name: 'today' | 'week' | 'month'; from: number; length: number }

/**
 * What was sold today, in 7 and in 30 days, each beside the same stretch before: a day that is not over is compared with
 * yesterday up to this hour. `midnight` is the reader's own. One statement.
 */
export async function readFigures(db: Db, midnight: Date, now: Date): Promise<Pick<HomeScreen, Span['name']>> {
  const start = midnight.getTime()
  const spans: Span[] = [
    { name: 'today', from: start, length: DAY },
    { name: 'week', from: start - 6 * DAY, length: 7 * DAY },
    { name: 'month', from: start - 29 * DAY, length: 30 * DAY },
  ]
  const rows = await sql<{ name: Span['name']; is_now: boolean; currency: string; orders: number; amount: number }>`
    select s.name, o.placed_at >= s.starts as is_now, o.currency::text as currency, count(*) as orders,
      sum(o.total_amount)::bigint as amount
    from jsonb_to_recordset(${JSON.stringify(spans.map((span) => edges(span, now)))}::jsonb)
        as s(name text, starts timestamptz, before_starts timestamptz, before_ends timestamptz)
      join orders o on o.placed_at >= s.before_starts
        and (o.placed_at >= s.starts or o.placed_at < s.before_ends) and o.state in ('open', 'completed')
    group by s.name, is_now, o.currency`.execute(db)
  const [home] = await readMarkets(db)
  const pick = (name: Span['name'], isNow: boolean): Figures => {
    const own = rows.rows.filter((row) => row.name === name && row.is_now === isNow)
    const sales = own
      .map((row) => money(row.amount, currencyOf(row.currency)))
      .toSorted((a, b) => Number(b.currency === home?.currency) - Number(a.currency === home?.currency))
    return { orders: own.reduce((all, row) => all + row.orders, 0), sales }
  }
  const period = (name: Span['name']): Period => ({ now: pick(name, true), before: pick(name, false) })
  return { today: period('today'), week: period('week'), month: period('month') }
}

const edges = ({ name, from, length }: Span, now: Date) => ({
  name,
  starts: new Date(from),
  before_starts: new Date(from - length),
  before_ends: new Date(now.getTime() - length),
})
