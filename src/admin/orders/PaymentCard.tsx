import type { OrderDetail } from '../../admin-api/types.ts'
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
      {order.payments.length === 0 ? <p className="soft">{text.noPayment}</p> : null}
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
            <span className="num">−{showMoney(refund.amount)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
