import type { Money } from '#kernel/money'
import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { showDay, showMoney } from '../components/format.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { MoneyAlarms } from './MoneyAlarms.tsx'
import { PaymentRow } from './PaymentRow.tsx'

const text = words.orders.detail
const money = words.orders.money

/** Every attempt to pay, what was taken of it, and what went back. */
export function PaymentCard({ order }: { order: OrderDetail }) {
  return (
    <Card title={text.payment}>
      <MoneyAlarms order={order} />
      {order.state === 'offered' && order.offeredUntil ? (
        <p>{money.offeredUntil(showDay(order.offeredUntil.slice(0, 10)))}</p>
      ) : null}
      {order.payments.length === 0 && order.state !== 'offered' ? <p className="soft">{text.noPayment}</p> : null}
      <ul className="rows">
        {order.payments.map((payment) => (
          <PaymentRow key={payment.id} order={order} payment={payment} />
        ))}
        {order.refunds.map((refund) => (
          <li key={refund.id}>
            <div>
              <strong>{text.refundStates[refund.state]}</strong>{' '}
              {refund.failure ? <span className="soft">({refund.failure})</span> : null}
              {refund.note ? <p className="soft">{refund.note}</p> : null}
            </div>
            <span className="soft">
              <When at={refund.at} />
            </span>
            <span className="num sum">−{showMoney(refund.amount)}</span>
          </li>
        ))}
      </ul>
      <Balance order={order} />
    </Card>
  )
}

/** Where one look at the payments does not tell: what has come, what went back, what is still to come. */
function Balance({ order: { payments, total, state } }: { order: OrderDetail }) {
  const sum = (of: (payment: PaymentView) => number): Money => ({
    ...total,
    amount: payments.reduce((all, payment) => all + of(payment), 0),
  })
  const received = sum(({ captured }) => captured.amount)
  const back = sum(({ refunded }) => refunded.amount)
  const open = { ...total, amount: total.amount - received.amount }
  const isOpen = state === 'open' && open.amount > 0
  if (back.amount === 0 && !(isOpen && received.amount > 0)) return null
  return (
    <dl className="sums">
      <Sum name={text.received} amount={received} />
      {back.amount > 0 ? <Sum name={text.givenBack} amount={{ ...back, amount: -back.amount }} /> : null}
      {isOpen ? <Sum name={text.stillOpen} amount={open} /> : null}
    </dl>
  )
}

function Sum({ name, amount }: { name: string; amount: Money }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{showMoney(amount)}</dd>
    </div>
  )
}
