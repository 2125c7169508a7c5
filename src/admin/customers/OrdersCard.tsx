import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { OrderRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { showMoney } from '../components/format.ts'
import { Read } from '../components/Read.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { FulfillmentBadge, PaymentBadge, StateBadge } from '../orders/OrderBadges.tsx'

const text = words.customers.orders
const SHOWN = 5

/** What this address has ordered, the newest first: with an account or without. */
export function OrdersCard({ email }: { email: string }) {
  const search = new URLSearchParams({ search: email }).toString()
  const found = useQuery({
    queryKey: ['orders', 'of', email],
    queryFn: () => ask<Page<OrderRow>>('GET', `/orders?${search}`),
  })
  return (
    <Card
      title={text.title}
      actions={
        <Link className="link" to={`/orders?${search}`}>
          {text.all}
        </Link>
      }
    >
      <Read of={found}>
        {({ rows }) => <Orders orders={rows.filter((order) => order.email === email).slice(0, SHOWN)} />}
      </Read>
    </Card>
  )
}

function Orders({ orders }: { orders: readonly OrderRow[] }) {
  if (orders.length === 0) return <p className="soft">{text.none}</p>
  return (
    <ul className="rows">
      {orders.map(({ id, number, placedAt, state, payment, fulfillment, total }) => (
        <li key={id}>
          <span>
            <Link className="link num" to={`/orders/${id}`}>
              #{number}
            </Link>{' '}
            <span className="soft">
              <When at={placedAt} />
            </span>
          </span>
          <span className="badges">
            <StateBadge state={state} />
            {state === 'open' ? <PaymentBadge state={state} status={payment} /> : null}
            {state === 'open' ? <FulfillmentBadge status={fulfillment} /> : null}
          </span>
          <span className="num sum">{showMoney(total)}</span>
        </li>
      ))}
    </ul>
  )
}
