import { Link } from 'react-router'

import { times, type Money } from '#kernel/money'
import type { OrderDetail, OrderLineView, WhyView } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { showExactly, showMoney, showRate } from '../components/format.ts'
import { Picture } from '../components/Picture.tsx'
import { words } from '../messages/index.ts'
import { leftOf } from './left-of.ts'

const text = words.orders.detail

/** What was agreed, as it was agreed. */
export function LinesCard({ order }: { order: OrderDetail }) {
  return (
    <Card title={text.lines}>
      <ul className="lines">
        {order.lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      <Sums order={order} />
      {isPlain(order.shippingWhy) ? null : <Why steps={order.shippingWhy} title={text.whyShipping} />}
      <Notes order={order} />
    </Card>
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
          {[...becameOf(line), leftOf(line) > 0 && line.available !== null ? text.stock(line.available) : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <span className="num unit">
        {reduced ? <s className="soft">{showMoney(line.list)}</s> : null} {showMoney(line.unit)} × {line.quantity}
      </span>
      <span className="num sum">
        {line.discount.amount > 0 ? <s className="soft">{showMoney(times(line.unit, line.quantity))}</s> : null}{' '}
        {showMoney(line.total)}
      </span>
      {isPlain(line.why) ? null : <Why steps={line.why} />}
    </li>
  )
}

/** How many were sent, and how many a refund took out. */
const becameOf = ({ sent, removed, quantity }: OrderLineView): string[] => [
  ...(sent > 0 ? [sent === quantity ? text.allSent : text.left(sent, quantity)] : []),
  ...(removed > 0 ? [text.removed(removed, quantity)] : []),
]

/** A price as it always is, with its tax, needs no explaining. */
const isPlain = (steps: WhyView[]): boolean => steps.every(({ kind }) => kind === 'base' || kind === 'tax')

/** How it came to its total, step by step. */
function Why({ steps, title = text.why }: { steps: WhyView[]; title?: string }) {
  return (
    <details className="why">
      <summary>{title}</summary>
      <dl className="why-steps">
        {steps.map(({ kind, label, amount }, index) => (
          <div key={`${kind} ${label} ${index}`} className={kind === 'tax' || kind === 'rounding' ? 'soft' : ''}>
            <dt>{[text.whyKinds[kind], label].filter(Boolean).join(': ')}</dt>
            <dd>{amount ? showMoney(amount) : ''}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const minus = (amount: Money): Money => ({ ...amount, amount: -amount.amount })

function Discounts({ order }: { order: OrderDetail }) {
  return order.discounts.map(({ promotionId, name, code, amount }) => (
    <div key={`${promotionId} ${code ?? ''}`}>
      <dt>
        <Link className="link" to={`/promotions/${promotionId}`}>
          {name}
        </Link>
        {code === null ? null : ` (${code})`}
      </dt>
      <dd>{showMoney(minus(amount))}</dd>
    </div>
  ))
}

/** Codes that did nothing, and the buyer's VAT ID with its proof. */
function Notes({ order }: { order: OrderDetail }) {
  const refused = order.codes.filter((code) => code.refused !== null)
  if (refused.length === 0 && order.vat === null) return null
  return (
    <div className="agreed-notes">
      {refused.map(({ code, refused: why }) => (
        <p className="soft" key={code}>
          {text.refusedCode(code, text.codeRefusals[why ?? ''] ?? why ?? '')}
        </p>
      ))}
      {order.vat ? <VatNote vat={order.vat} reverseCharge={order.reverseCharge} /> : null}
    </div>
  )
}

function VatNote({ vat, reverseCharge }: { vat: NonNullable<OrderDetail['vat']>; reverseCharge: boolean }) {
  const said = vat.state === null || vat.at === null ? text.vatUnasked : text.vatSaid(vat.register, showExactly(vat.at))
  const what = vat.state === null ? '' : text.vatStates[vat.state]
  return (
    <p className={reverseCharge && vat.state !== 'valid' ? 'warn' : 'soft'}>
      {text.vatId} <strong>{vat.id}</strong>
      {reverseCharge ? ` · ${text.reverseCharge}` : ` · ${text.taxCharged}`}
      <br />
      {[said, what, vat.holder, vat.consultation && text.consultation(vat.consultation)].filter(Boolean).join(' ')}
    </p>
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
      <Discounts order={order} />
      {order.taxRelief.amount > 0 ? (
        <div>
          <dt>{text.taxRelief}</dt>
          <dd>{showMoney(minus(order.taxRelief))}</dd>
        </div>
      ) : null}
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
