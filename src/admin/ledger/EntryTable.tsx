import { Link } from 'react-router'

import type { JournalEntryView, JournalLineView } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.ledger

/** Entries with both their sides. */
export function EntryTable({ entries }: { entries: readonly JournalEntryView[] }) {
  return (
    <table className="entries">
      <thead>
        <tr>
          <th>{text.journal.account}</th>
          <th className="end">{text.balance.debit}</th>
          <th className="end">{text.balance.credit}</th>
        </tr>
      </thead>
      {entries.map((entry) => (
        <tbody key={entry.id}>
          <Head entry={entry} />
          {entry.lines.map((line, index) => (
            <LineRow key={index} line={line} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** What it was, when, and for which order, above its sides. */
function Head({ entry }: { entry: JournalEntryView }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={3}>
        <strong title={entry.source}>{text.kindOf(entry.kind)}</strong>{' '}
        <span className="soft">
          <When at={entry.at} />
          {entry.orderId && entry.orderNumber !== null ? (
            <>
              {' · '}
              <Link className="link" to={`/finance/orders/${entry.orderId}`} title={text.journal.explain}>
                {text.journal.order(entry.orderNumber)}
              </Link>
            </>
          ) : null}
        </span>
      </th>
    </tr>
  )
}

function LineRow({ line }: { line: JournalLineView }) {
  const { amount, currency } = line.amount
  return (
    <tr>
      <td>
        <span title={line.account}>{text.accountOf(line.account)}</span>
        {line.jurisdiction ? <span className="soft"> · {line.jurisdiction}</span> : null}
      </td>
      <td className="end num">{amount > 0 ? showMoney(line.amount) : ''}</td>
      <td className="end num">{amount < 0 ? showMoney({ amount: -amount, currency }) : ''}</td>
    </tr>
  )
}
