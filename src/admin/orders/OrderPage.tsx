import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'

import type { OrderDetail } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Problem } from '../components/Problem.tsx'
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
  if (query.isPending) return <main className="page" id="content" aria-busy="true" />
  if (!query.data)
    return (
      <main className="page" id="content">
        <Problem of={query} />
      </main>
    )
  const order = query.data
  return (
    <main className="page" id="content">
      <title>{text.title(order.number)}</title>
      <Head order={order} />
      <div className="columns">
        <div className="stack">
          <LinesCard order={order} />
          <PaymentCard order={order} />
          {order.parcels.length > 0 ? <ParcelsCard parcels={order.parcels} /> : null}
          <StoryCard order={order} />
        </div>
        <CustomerCard order={order} />
      </div>
    </main>
  )
}

function Head({ order }: { order: OrderDetail }) {
  return (
    <div className="page-head">
      <Back to="/orders">{words.orders.title}</Back>
      <div>
        <h1>
          #{order.number} <CopyButton value={String(order.number)} what={words.orders.columns.order} />
        </h1>
        <p className="soft">
          <When at={order.placedAt} /> ·{' '}
          <Link className="link" to={`/finance/orders/${order.id}`}>
            {words.ledger.order.link}
          </Link>
        </p>
      </div>
      <span className="badges">
        <StateBadge state={order.state} />
        {order.state === 'pending' ? null : <PaymentBadge status={order.payment} />}
        {order.state === 'open' || order.state === 'completed' ? <FulfillmentBadge status={order.fulfillment} /> : null}
      </span>
      <OrderActions order={order} />
    </div>
  )
}
