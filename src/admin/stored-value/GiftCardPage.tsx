import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import type { GiftCardScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { showMoney } from '../components/format.ts'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { CardActions } from './CardActions.tsx'
import { CardBadge } from './CardBadge.tsx'
import { showEnd } from './days.ts'
import { History } from './History.tsx'

const all = words.storedValue
const text = all.cards

export function GiftCardPage() {
  const { id = '' } = useParams()
  const card = useQuery({ queryKey: ['gift-card', id], queryFn: () => ask<GiftCardScreen>('GET', `/gift-cards/${id}`) })
  return <ById of={card}>{(found) => <Card card={found} />}</ById>
}

function Card({ card }: { card: GiftCardScreen }) {
  return (
    <Screen
      title={all.ending(card.hint)}
      heading={<h1 className="num">{all.ending(card.hint)}</h1>}
      back={{ to: '/gift-cards', name: text.title }}
      beside={<CardBadge card={card} />}
      actions={<CardActions card={card} />}
    >
      <div className="columns">
        <div className="stack">
          <History entries={card.entries} />
        </div>
        <div className="stack first-small">
          <Facts card={card} />
        </div>
      </div>
    </Screen>
  )
}

function Facts({ card }: { card: GiftCardScreen }) {
  return (
    <section className="card">
      <div className="body">
        <div className="pair">
          <span>{all.left}</span> <strong className="num">{showMoney(card.balance)}</strong>
        </div>
        <div className="pair">
          <span className="soft">{text.initial}</span> <span className="num">{showMoney(card.initial)}</span>
        </div>
        <div className="pair">
          <span className="soft">{all.expires}</span>{' '}
          <span>{card.expiresAt ? showEnd(card.expiresAt) : all.forever}</span>
        </div>
        <div className="pair">
          <span className="soft">{text.whose}</span> <span className="wrap">{card.recipientEmail ?? text.nobody}</span>
        </div>
        {card.orderId && card.orderNumber !== null ? (
          <div className="pair">
            <span className="soft">{text.bought}</span>{' '}
            <Link className="link" to={`/orders/${card.orderId}`}>
              {all.order(card.orderNumber)}
            </Link>
          </div>
        ) : null}
        {card.by === null ? null : (
          <div className="pair">
            <span className="soft">{text.madeBy}</span> <span>{card.by}</span>
          </div>
        )}
        {card.note === '' ? null : <p className="soft">{card.note}</p>}
      </div>
    </section>
  )
}
