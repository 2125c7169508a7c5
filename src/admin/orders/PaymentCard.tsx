import type { OrderDetail } from '../../admin-api/types.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { showMoney } from '../components/format.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.orders.detail

/** Every attempt to pay, and what went back. */
export function PaymentCard({ order }: { order: OrderDetail }) {
  return (
    <section className="card" aria-labelledby="payment">
      <header>
        <h2 id="payment">{text.payment}</h2>
      </header>
      <div className="body">
        {order.payments.length === 0 ? <p className="soft">{text.noPayment}</p> : null}
        <ul className="rows">
          {order.payments.map((payment) => (
            <li key={payment.id}>
              <div>
                <strong>{text.methods[payment.method] ?? payment.method}</strong>{' '}
                <span className="soft">
                  {text.paymentStates[payment.state]}
                  {payment.failure ? ` (${payment.failure})` : ''}
                </span>
                {payment.reference ? (
                  <p className="soft reference">
                    {payment.reference} <CopyButton value={payment.reference} what={text.payment} />
                  </p>
                ) : null}
              </div>
              <span className="soft">
                <When at={payment.at} />
              </span>
              <span className="num">{showMoney(payment.amount)}</span>
            </li>
          ))}
          {order.refunds.map((refund) => (
            <li key={refund.id}>
              <div>
                <strong>{text.refundStates[refund.state]}</strong>
              </div>
              <span className="soft">
                <When at={refund.at} />
              </span>
              <span className="num">−{showMoney(refund.amount)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
