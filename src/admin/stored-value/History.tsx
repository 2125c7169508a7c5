import { Link } from 'react-router'

import type { ValueEntry } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { type Column, Table } from '../components/Table.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'

const text = words.storedValue

/** Everything that ever moved a balance, the newest first. */
export function History({ entries }: { entries: readonly ValueEntry[] }) {
  return (
    <section className="list as-cards" aria-label={text.history}>
      <Table columns={columns} rows={entries} keyOf={({ at, kind, balance }) => `${at} ${kind} ${balance.amount}`} />
    </section>
  )
}

const columns: readonly Column<ValueEntry>[] = [
  {
    name: text.columns.what,
    cell: (entry) => (
      <>
        {text.kinds[entry.kind] ?? entry.kind} <Details entry={entry} />
      </>
    ),
  },
  { name: text.columns.date, look: 'soft', cell: ({ at }) => <When at={at} /> },
  { name: text.columns.amount, look: 'end num', cell: ({ amount }) => showMoney(amount) },
  { name: text.columns.balance, look: 'end num soft', cell: ({ balance }) => showMoney(balance) },
]

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
