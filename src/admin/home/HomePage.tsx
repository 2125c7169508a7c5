import {
  IconAlertTriangle,
  IconCash,
  IconCashOff,
  IconChartBarOff,
  IconGavel,
  IconMailX,
  IconPackage,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { HomeScreen, OrderRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { showMoney } from '../components/format.ts'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { FulfillmentBadge, PaymentBadge, StateBadge } from '../orders/OrderBadges.tsx'
import { PeriodCard } from './PeriodCard.tsx'

const text = words.home

const midnight = (): string => new Date(new Date().setHours(0, 0, 0, 0)).toISOString()

export function HomePage() {
  const home = useQuery({
    queryKey: ['home', midnight()],
    queryFn: () => ask<HomeScreen>('GET', `/home?midnight=${encodeURIComponent(midnight())}`),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  return (
    <Screen title={text.title} busy={home.isPending}>
      <Read of={home}>{(found) => <Overview home={found} />}</Read>
    </Screen>
  )
}

function Overview({ home }: { home: HomeScreen }) {
  return (
    <div className="stack">
      <div className="periods">
        <PeriodCard name="today" period={home.today} />
        <PeriodCard name="week" period={home.week} />
        <PeriodCard name="month" period={home.month} />
      </div>
      <div className="columns">
        <Latest orders={home.latest} />
        <Todo todo={home.todo} />
      </div>
    </div>
  )
}

function Todo({ todo }: { todo: HomeScreen['todo'] }) {
  const all = [
    { count: todo.toShip, say: text.toShip, to: '/orders?view=to_ship', Icon: IconPackage },
    { count: todo.unpaid, say: text.unpaid, to: '/orders?view=unpaid', Icon: IconCash },
    { count: todo.attention, say: text.attention, to: '/payments', Icon: IconCashOff },
    { count: todo.disputes, say: text.disputes, to: '/payments/disputes', Icon: IconGavel },
    { count: todo.lowStock, say: text.lowStock, to: '/products?view=low', Icon: IconAlertTriangle },
    { count: todo.failedMails, say: text.failedMails, to: '/mails?view=failed', Icon: IconMailX },
  ].filter(({ count }) => count > 0)
  return (
    <Card title={text.todo} look="first-small">
      {all.length === 0 ? <p className="soft">{text.nothing}</p> : null}
      <ul className="todo">
        {all.map(({ count, say, to, Icon }) => (
          <li key={to}>
            <Link to={to}>
              <Icon aria-hidden />
              {say(count)}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Latest({ orders }: { orders: OrderRow[] }) {
  return (
    <section className="list as-cards" aria-labelledby="latest">
      <header className="list-head">
        <h2 id="latest">{text.latest}</h2>
        <Link className="link" to="/orders">
          {text.allOrders}
        </Link>
      </header>
      {orders.length === 0 ? (
        <div className="empty">
          <IconChartBarOff aria-hidden />
          <p className="soft">{words.orders.empty.allText}</p>
        </div>
      ) : (
        <table>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id}>
                <td>
                  <Link className="row-link num" to={`/orders/${order.id}`}>
                    #{order.number}
                  </Link>{' '}
                  {order.customer || order.email || words.orders.nobody}
                </td>
                <td className="soft">
                  <When at={order.placedAt} />
                </td>
                <td>
                  <span className="badges">
                    <StateBadge state={order.state} />
                    {order.state === 'open' ? <PaymentBadge state={order.state} status={order.payment} /> : null}
                    {order.state === 'open' ? <FulfillmentBadge status={order.fulfillment} /> : null}
                  </span>
                </td>
                <td className="end num">{showMoney(order.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
