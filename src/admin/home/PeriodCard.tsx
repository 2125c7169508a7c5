import type { Figures, Period } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'

const text = words.home

type Props = { name: 'today' | 'week' | 'month'; period: Period }

/** What came in, in the home market's currency first, and how it was before. */
export function PeriodCard({ name, period: { now, before } }: Props) {
  const [first, ...others] = now.sales
  return (
    <section className="card period" aria-label={text.periods[name]}>
      <h2 className="soft">{text.periods[name]}</h2>
      <p className="figure num">{first ? showMoney(first) : text.noSales}</p>
      {others.length > 0 ? <p className="soft num">+ {others.map(showMoney).join(' + ')}</p> : null}
      <p className="soft">
        {text.orders(now.orders)} · {text.before[name](said(before))}
      </p>
    </section>
  )
}

const said = ({ sales }: Figures): string => (sales[0] ? showMoney(sales[0]) : '0')
