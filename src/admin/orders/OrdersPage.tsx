import { Button } from '@mantine/core'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { OrderRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { countryName, showMoney } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { FulfillmentBadge, PaymentBadge, StateBadge } from './OrderBadges.tsx'

const text = words.orders

export function OrdersPage() {
  const [params] = useSearchParams()
  const orders = useQuery({
    queryKey: ['orders', params.toString()],
    queryFn: () => ask<Page<OrderRow>>('GET', `/orders?${params}`),
    placeholderData: keepPreviousData,
  })
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button component={Link} to="/orders/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {words.newOrder.button}
          </Button>
        </div>
      </div>
      <section
        className={`list as-cards${orders.isPlaceholderData ? ' busy' : ''}`}
        aria-label={text.title}
        aria-busy={orders.isFetching}
      >
        <ListTools label={text.title} views={text.views} placeholder={text.search} />
        {orders.isError ? <Problem of={orders} /> : null}
        {orders.data ? <OrderTable page={orders.data} filtered={params.has('search') || params.has('view')} /> : null}
      </section>
    </main>
  )
}

function OrderTable({ page, filtered }: { page: Page<OrderRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoOrders filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.order}</th>
            <th>{text.columns.date}</th>
            <th>{text.columns.customer}</th>
            <th>{text.columns.payment}</th>
            <th>{text.columns.shipping}</th>
            <th className="end">{text.columns.items}</th>
            <th className="end">{text.columns.total}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((order) => (
            <Row key={order.id} order={order} />
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function Row({ order }: { order: OrderRow }) {
  return (
    <tr>
      <td>
        <Link className="row-link num" to={`/orders/${order.id}`}>
          #{order.number}
        </Link>
      </td>
      <td className="soft">
        <When at={order.placedAt} />
      </td>
      <td>
        {order.customer || order.email} <span className="soft">{countryName(order.country)}</span>
      </td>
      <td className="wide-small">
        <span className="badges">
          <StateBadge state={order.state} />
          {order.state === 'pending' ? null : <PaymentBadge status={order.payment} />}
        </span>
      </td>
      <td>
        {order.state === 'open' || order.state === 'completed' ? <FulfillmentBadge status={order.fulfillment} /> : null}
      </td>
      <td className="end num hide-small">{order.items}</td>
      <td className="end num">{showMoney(order.total)}</td>
    </tr>
  )
}

function NoOrders({ filtered }: { filtered: boolean }) {
  const icon = <IconPackage aria-hidden />
  if (!filtered) return <Empty icon={icon} title={text.empty.all} text={text.empty.allText} />
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/orders">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
