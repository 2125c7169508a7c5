import { Link } from 'react-router'

import type { AddressView, OrderDetail } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { showDay } from '../components/format.ts'
import { words } from '../messages/index.ts'

const text = words.orders.detail

export function CustomerCard({ order }: { order: OrderDetail }) {
  const { shippingAddress: ship, billingAddress: bill } = order
  const same = ship !== null && ship.lines.join() === bill.lines.join()
  return (
    <Card title={text.customer}>
      {order.email === '' ? <p className="soft">{text.nobody}</p> : <Person order={order} />}
      {ship ? <Address title={text.shipTo} address={ship} /> : null}
      {order.arrivesFrom && order.arrivesTo ? (
        <p className="soft">{text.arrives(showDay(order.arrivesFrom), showDay(order.arrivesTo))}</p>
      ) : null}
      {same ? <p className="soft">{text.sameAddress}</p> : <Address title={text.billTo} address={bill} />}
      {order.note ? (
        <div>
          <h3>{text.noteOfCustomer}</h3>
          <p className="said">{order.note}</p>
        </div>
      ) : null}
    </Card>
  )
}

function Person({ order }: { order: OrderDetail }) {
  return (
    <div>
      <p>
        <a className="link" href={`mailto:${order.email}`}>
          {order.email}
        </a>{' '}
        <CopyButton value={order.email} what={words.signIn.email} />
      </p>
      {order.phone ? (
        <p>
          <a className="link" href={`tel:${order.phone}`}>
            {order.phone}
          </a>
        </p>
      ) : null}
      <p>
        <Link className="link" to={`/orders?${new URLSearchParams({ search: order.email })}`}>
          {text.ordersOfCustomer}
        </Link>
      </p>
      <p>
        <a className="link" href={order.shopUrl} target="_blank" rel="noreferrer">
          {text.shopPage}
        </a>{' '}
        <CopyButton value={order.shopUrl} what={text.shopPage} />
      </p>
    </div>
  )
}

function Address({ title, address }: { title: string; address: AddressView }) {
  return (
    <div>
      <h3>
        {title} <CopyButton value={address.lines.join('\n')} what={title} />
      </h3>
      <address>{address.lines.join('\n')}</address>
    </div>
  )
}
