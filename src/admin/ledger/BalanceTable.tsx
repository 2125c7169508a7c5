import { Link } from 'react-router'

import { format, type Money } from '#kernel/money'
import type { BalanceView, LedgerMode, TrialBalance } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { words } from '../messages/index.ts'

const text = words.ledger.balance

type Props = { balance: TrialBalance; mode: LedgerMode }

/** The accounts of one currency: what is on each, on its side. */
export function BalanceTable({ balance, mode }: Props) {
  const isEven = balance.debit.amount === balance.credit.amount
  const rows = balance.rows.filter((row) => row.balance.amount !== 0)
  return (
    <section className="list" aria-label={`${text.title} ${balance.currency}`}>
      <div className="list-head">
        <h2>
          {text.title} {balance.currency}
        </h2>
        <Badge tone={isEven ? 'good' : 'bad'} full>
          {isEven ? text.even : text.uneven}
        </Badge>
      </div>
      <table>
        <thead>
          <tr>
            <th>{text.account}</th>
            <th className="end">{text.debit}</th>
            <th className="end">{text.credit}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.account} ${row.jurisdiction}`} row={row} mode={mode} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              <strong>{text.sum}</strong>
            </td>
            <td className="end num">
              <strong>{plain(balance.debit)}</strong>
            </td>
            <td className="end num">
              <strong>{plain(balance.credit)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Row({ row, mode }: { row: BalanceView; mode: LedgerMode }) {
  const search = new URLSearchParams({ account: row.account, ...(mode === 'test' && { mode }) }).toString()
  const { amount, currency } = row.balance
  return (
    <tr>
      <td>
        <Link className="row-link" to={{ pathname: '/finance/journal', search }}>
          {words.ledger.accountOf(row.account)}
        </Link>
        {row.jurisdiction ? <span className="soft"> · {row.jurisdiction}</span> : null}
      </td>
      <td className="end num">{amount > 0 ? plain(row.balance) : ''}</td>
      <td className="end num">{amount < 0 ? plain({ amount: -amount, currency }) : ''}</td>
    </tr>
  )
}

const plain = (sum: Money): string => format(sum, 'en-GB')
