import { Link } from 'react-router'

import type { ValueEntry } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'

const text = words.storedValue

/** Everything that ever moved a balance, the newest first. */
export function History({ entries }: { entries: readonly ValueEntry[] }) {
  return (
    <section className="list as-cards" aria-label={text.history}>
      <table>
        <thead>
          <tr>
            <th>{text.columns.what}</th>
            <th>{text.columns.date}</th>
            <th className="end">{text.columns.amount}</th>
            <th className="end">{text.columns.balance}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.at} ${entry.kind} ${entry.balance.amount}`}>
              <td>
                {text.kinds[entry.kind] ?? entry.kind} <Details entry={entry} />
              </td>
              <td className="soft">
                <When at={entry.at} />
              </td>
              <td className="end num">{showMoney(entry.amount)}</td>
              <td className="end num soft">{showMoney(entry.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Details({ entry }: { entry: ValueEntry }) {
  const { orderId, orderNumber, other, expiresAt, reason, by } = entry
  const said = [reason, by === null ? '' : text.by(by), expiresAt === null ? '' : text.until(showEnd(expiresAt))]
  return (
    <>
      {orderId && orderNumber !== null ? (
        <Link className="link" to={`/orders/${orderId}`}>
          {text.order(orderNumber)}
        </Link>
      ) : null}
      {other ? (
        <Link className="link num" to={`/gift-cards/${other.id}`}>
          {text.ending(other.hint)}
        </Link>
      ) : null}
      <span className="soft"> {said.filter(Boolean).join(' · ')}</span>
    </>
  )
}
