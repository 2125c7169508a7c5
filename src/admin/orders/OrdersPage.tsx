import { IconPackage } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { OrderRow } from '../../admin-api/types.ts'
import { countryName, showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { FulfillmentBadge, PaymentBadge, StateBadge } from './OrderBadges.tsx'

const text = words.orders

export function OrdersPage() {
  const orders = useList<OrderRow>(['orders'], '/orders')
  return (
    <Screen title={text.title} actions={<NewButton to="/orders/new">{words.newOrder.button}</NewButton>}>
      <List
        label={text.title}
        of={orders}
        tools={<ListTools label={text.title} views={text.views} placeholder={text.search} />}
        empty={<NoneListed icon={<IconPackage aria-hidden />} text={text.empty} all="/orders" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} sorted="-placed" />}
      </List>
    </Screen>
  )
}

const columns: readonly Column<OrderRow>[] = [
  {
    name: text.columns.order,
    sort: '-number',
    cell: ({ id, number }) => (
      <Link className="row-link num" to={`/orders/${id}`}>
        #{number}
      </Link>
    ),
  },
  { name: text.columns.date, look: 'soft', sort: '-placed', cell: ({ placedAt }) => <When at={placedAt} /> },
  {
    name: text.columns.customer,
    cell: ({ customer, email, country }) => (
      <>
        {customer || email || text.nobody} <span className="soft">{countryName(country)}</span>
      </>
    ),
  },
  {
    name: text.columns.payment,
    look: 'left-small',
    cell: ({ state, payment }) => (
      <span className="badges">
        <StateBadge state={state} />
        <PaymentBadge state={state} status={payment} />
      </span>
    ),
  },
  {
    name: text.columns.shipping,
    look: 'right-small',
    cell: ({ state, fulfillment }) =>
      state === 'open' || state === 'completed' ? <FulfillmentBadge status={fulfillment} /> : null,
  },
  { name: text.columns.items, look: 'end num hide-small', cell: ({ items }) => items },
  { name: text.columns.total, look: 'end num right-small', sort: '-total', cell: ({ total }) => showMoney(total) },
]
