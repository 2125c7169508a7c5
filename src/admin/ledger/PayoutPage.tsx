import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'

import type { MissingThereView, PayoutScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { MovementTable, type Settle } from './MovementTable.tsx'
import { PayoutBadge } from './PayoutsPage.tsx'

const text = words.ledger.payouts

export function PayoutPage() {
  const { id = '' } = useParams()
  const payout = useQuery({
    queryKey: ['payout', id],
    queryFn: () => ask<PayoutScreen>('GET', `/finance/payouts/${id}`),
  })
  return <ById of={payout}>{(found) => <Payout payout={found} />}</ById>
}

function Payout({ payout }: { payout: PayoutScreen }) {
  const [settle, setSettle] = useState<Settle>({})
  const title = `${text.gateways[payout.gateway] ?? payout.gateway} ${payout.externalId}`
  return (
    <Screen
      title={title}
      back={{ to: '/finance/payouts', name: text.title }}
      beside={<PayoutBadge bookedAt={payout.bookedAt} />}
      heading={
        <div>
          <h1>{title}</h1>
          <p className="soft">
            <When at={payout.at} /> · {payout.fileName}
          </p>
        </div>
      }
    >
      <div className="columns">
        <div className="stack">
          <MovementTable
            lines={payout.lines}
            settle={settle}
            onSettle={payout.bookedAt ? null : (next) => setSettle({ ...settle, ...next })}
          />
          {payout.missingThere.length > 0 ? <MissingThere missing={payout.missingThere} /> : null}
        </div>
        <BookCard payout={payout} settle={settle} />
      </div>
    </Screen>
  )
}

function BookCard({ payout, settle }: { payout: PayoutScreen; settle: Settle }) {
  const { counts, missingThere } = payout
  const book = useMutation({
    mutationFn: () => {
      const decided = Object.entries(settle).filter(([, as]) => as !== 'open')
      return ask('POST', `/finance/payouts/${payout.id}/book`, { settle: Object.fromEntries(decided) })
    },
    onSuccess: () => say(text.bookedNow),
    onError: sayNo,
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [name] }) => ['payout', 'payouts', 'finance', 'journal'].includes(String(name)),
      }),
  })
  const differs = counts.amount_differs + counts.missing_here + counts.unknown + missingThere.length
  return (
    <section className="card" aria-label={text.book}>
      <div className="body">
        <p className="pair">
          <span>{text.columns.amount}</span> <strong className="num">{showMoney(payout.amount)}</strong>
        </p>
        <p className="pair">
          <span>{text.feesToBook}</span> <span className="num">{showMoney(payout.feesToBook)}</span>
        </p>
        {(['same', 'plain', 'amount_differs', 'missing_here', 'unknown'] as const).map((verdict) =>
          counts[verdict] > 0 ? (
            <p className="pair" key={verdict}>
              <span>{text.verdicts[verdict]}</span> <span className="num">{counts[verdict]}</span>
            </p>
          ) : null,
        )}
        {differs === 0 ? <p className="soft">{text.allSame}</p> : null}
        {payout.bookedAt ? null : <p className="soft small">{text.bookHint}</p>}
      </div>
      {payout.bookedAt ? null : (
        <div className="foot">
          <Button loading={book.isPending} onClick={() => book.mutate()}>
            {text.book}
          </Button>
        </div>
      )}
    </section>
  )
}

function MissingThere({ missing }: { missing: readonly MissingThereView[] }) {
  return (
    <section className="list as-cards" aria-label={text.missingThere}>
      <div className="list-head">
        <h2>{text.missingThere}</h2>
      </div>
      <p className="list-hint soft">{text.missingThereHint}</p>
      <table>
        <tbody>
          {missing.map((one) => (
            <tr key={one.id}>
              <td>
                <Link className="row-link" to={`/finance/orders/${one.orderId}`}>
                  {words.ledger.journal.order(one.orderNumber)}
                </Link>
              </td>
              <td className="end num">{showMoney(one.amount)}</td>
              <td className="soft wide">
                {one.kind === 'refund' ? text.movements.refund : text.movements.charge} · <When at={one.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
