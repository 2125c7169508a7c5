import { Link } from 'react-router'

import type { OrderDetail, OrderLineView } from '../../admin-api/types.ts'
import { showMoney, showRate } from '../components/format.ts'
import { Picture } from '../components/Picture.tsx'
import { words } from '../messages/index.ts'

const text = words.orders.detail

/** What was agreed, as it was agreed. */
export function LinesCard({ order }: { order: OrderDetail }) {
  return (
    <section className="card" aria-labelledby="lines">
      <header>
        <h2 id="lines">{text.lines}</h2>
      </header>
      <div className="body">
        <ul className="lines">
          {order.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
        <Sums order={order} />
      </div>
    </section>
  )
}

function Line({ line }: { line: OrderLineView }) {
  const facts = [line.variantTitle, line.sku].filter(Boolean).join(' · ')
  const reduced = line.list.amount > line.unit.amount
  return (
    <li>
      <Picture hash={line.mediaHash} size={48} />
      <div>
        {line.productTitle === null ? (
          <strong title={text.gone}>{line.title}</strong>
        ) : (
          <Link className="link" to={`/products/${line.productId}`}>
            {line.title}
          </Link>
        )}
        <p className="soft">{facts}</p>
        <p className="soft">
          {line.sent > 0 ? (line.sent === line.quantity ? text.allSent : text.left(line.sent, line.quantity)) : null}
          {line.sent < line.quantity && line.available !== null ? ` ${text.stock(line.available)}` : null}
        </p>
      </div>
      <span className="num unit">
        {reduced ? <s className="soft">{showMoney(line.list)}</s> : null} {showMoney(line.unit)} × {line.quantity}
      </span>
      <span className="num sum">{showMoney(line.total)}</span>
    </li>
  )
}

function Sums({ order }: { order: OrderDetail }) {
  return (
    <dl className="sums">
      <div>
        <dt>{text.subtotal}</dt>
        <dd>{showMoney(order.subtotal)}</dd>
      </div>
      <div>
        <dt>{text.shipping(order.shippingName)}</dt>
        <dd>{showMoney(order.shipping)}</dd>
      </div>
      {order.taxIncluded ? null : <Taxes order={order} />}
      <div className="total">
        <dt>{text.total}</dt>
        <dd>{showMoney(order.total)}</dd>
      </div>
      {order.taxIncluded ? <Taxes order={order} /> : null}
    </dl>
  )
}

function Taxes({ order }: { order: OrderDetail }) {
  const name = order.taxIncluded ? text.taxIncluded : text.tax
  return order.taxes.map((tax) => (
    <div key={`${tax.name} ${tax.ratePpm}`} className={order.taxIncluded ? 'soft' : ''}>
      <dt>{name(tax.name, showRate(tax.ratePpm))}</dt>
      <dd>{showMoney(tax.tax)}</dd>
    </div>
  ))
}
