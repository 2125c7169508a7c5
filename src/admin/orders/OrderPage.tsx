import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import type { OrderDetail } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Screen } from '../components/Screen.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { FulfillmentBadge, PaymentBadge, StateBadge } from './OrderBadges.tsx'
import { OrderActions } from './OrderActions.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { LinesCard } from './LinesCard.tsx'
import { ParcelsCard } from './ParcelsCard.tsx'
import { PaymentCard } from './PaymentCard.tsx'
import { StoryCard } from './StoryCard.tsx'

const text = words.orders.detail

export function OrderPage() {
  const { id = '' } = useParams()
  const query = useQuery({ queryKey: ['order', id], queryFn: () => ask<OrderDetail>('GET', `/orders/${id}`) })
  return <ById of={query}>{(order) => <Order order={order} />}</ById>
}

function Order({ order }: { order: OrderDetail }) {
  return (
    <Screen
      title={text.title(order.number)}
      heading={<Heading order={order} />}
      back={{ to: '/orders', name: words.orders.title }}
      beside={<Badges order={order} />}
      actions={<OrderActions order={order} />}
    >
      <div className="columns">
        <div className="stack">
          <LinesCard order={order} />
          <PaymentCard order={order} />
          {order.parcels.length > 0 ? <ParcelsCard parcels={order.parcels} /> : null}
          <StoryCard order={order} />
        </div>
        <CustomerCard order={order} />
      </div>
    </Screen>
  )
}

function Heading({ order: { id, number, placedAt } }: { order: OrderDetail }) {
  return (
    <div>
      <h1>
        #{number} <CopyButton value={String(number)} what={words.orders.columns.order} />
      </h1>
      <p className="soft">
        <When at={placedAt} /> ·{' '}
        <Link className="link" to={`/finance/orders/${id}`}>
          {words.ledger.order.link}
        </Link>
      </p>
    </div>
  )
}

function Badges({ order: { state, payment, fulfillment } }: { order: OrderDetail }) {
  return (
    <span className="badges">
      <StateBadge state={state} />
      <PaymentBadge state={state} status={payment} />
      {state === 'open' || state === 'completed' ? <FulfillmentBadge status={fulfillment} /> : null}
    </span>
  )
}
