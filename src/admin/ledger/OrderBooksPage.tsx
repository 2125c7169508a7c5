import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import type { OrderBooksView, TieView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { Problem } from '../components/Problem.tsx'
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
  const title = books.data ? text.title(books.data.orderNumber) : ''
  return (
    <main className="page narrow" id="content" aria-busy={books.isPending}>
      <title>{title}</title>
      <div className="page-head">
        <Back to="/finance/journal">{text.back}</Back>
        <h1>{title}</h1>
        {books.data ? (
          <Badge tone={books.data.isTied ? 'good' : 'bad'} full>
            {books.data.isTied ? text.tied : text.untied}
          </Badge>
        ) : null}
        <div className="actions">
          <Link className="link" to={`/orders/${id}`}>
            {text.toOrder}
          </Link>
        </div>
      </div>
      {books.isError ? <Problem of={books} /> : null}
      {books.data ? <Books books={books.data} /> : null}
    </main>
  )
}

function Books({ books }: { books: OrderBooksView }) {
  return (
    <div className="stack">
      <section className="list" aria-label={text.figure}>
        <table>
          <thead>
            <tr>
              <th>{text.figure}</th>
              <th className="end">{text.ofOrder}</th>
              <th className="end">{text.ofLedger}</th>
            </tr>
          </thead>
          <tbody>
            {books.ties.map((tie) => (
              <Tie key={tie.figure} tie={tie} />
            ))}
          </tbody>
        </table>
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

function Tie({ tie }: { tie: TieView }) {
  const differs = tie.order.amount !== tie.ledger.amount
  return (
    <tr>
      <td>{text.figures[tie.figure]}</td>
      <td className="end num">{showMoney(tie.order)}</td>
      <td className={differs ? 'end num alarm' : 'end num'}>{showMoney(tie.ledger)}</td>
    </tr>
  )
}

function owedWords({ receivable: { amount, currency } }: OrderBooksView): string {
  if (amount === 0) return text.settled
  const sum = showMoney({ amount: Math.abs(amount), currency })
  return amount > 0 ? text.owed(sum) : text.owing(sum)
}
