import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import type { OrderBooksView, TieView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { ById } from '../components/ById.tsx'
import { showMoney } from '../components/format.ts'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { words } from '../messages/index.ts'
import { EntryTable } from './EntryTable.tsx'

const text = words.ledger.order

/** Every cent of one order: its own figures beside what was booked. */
export function OrderBooksPage() {
  const { id = '' } = useParams()
  const books = useQuery({
    queryKey: ['finance', 'order', id],
    queryFn: () => ask<OrderBooksView>('GET', `/finance/orders/${id}`),
  })
  return (
    <ById of={books}>
      {(found) => (
        <Screen
          narrow
          title={text.title(found.orderNumber)}
          back={{ to: '/finance/journal', name: text.back }}
          beside={
            <Badge tone={found.isTied ? 'good' : 'bad'} full>
              {found.isTied ? text.tied : text.untied}
            </Badge>
          }
          actions={
            <Link className="link" to={`/orders/${id}`}>
              {text.toOrder}
            </Link>
          }
        >
          <Books books={found} />
        </Screen>
      )}
    </ById>
  )
}

function Books({ books }: { books: OrderBooksView }) {
  return (
    <div className="stack">
      <section className="list" aria-label={text.figure}>
        <Table columns={columns} rows={books.ties} keyOf={({ figure }) => figure} />
        <p className="list-foot">{owedWords(books)}</p>
      </section>
      <section className="list" aria-label={words.ledger.journal.title}>
        <div className="scrolls">
          <EntryTable entries={books.entries} />
        </div>
      </section>
    </div>
  )
}

const columns: readonly Column<TieView>[] = [
  { name: text.figure, cell: ({ figure }) => text.figures[figure] },
  { name: text.ofOrder, look: 'end num', cell: ({ order }) => showMoney(order) },
  {
    name: text.ofLedger,
    look: 'end num',
    cell: ({ order, ledger }) => (
      <span className={order.amount === ledger.amount ? '' : 'alarm'}>{showMoney(ledger)}</span>
    ),
  },
]

function owedWords({ receivable: { amount, currency } }: OrderBooksView): string {
  if (amount === 0) return text.settled
  const sum = showMoney({ amount: Math.abs(amount), currency })
  return amount > 0 ? text.owed(sum) : text.owing(sum)
}
