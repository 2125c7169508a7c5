import { Alert } from '@mantine/core'

import type { OrderDetail } from '../../admin-api/types.ts'
import { showDay, showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { FailedRefund } from './FailedRefund.tsx'
import { UnmatchedMoney } from './UnmatchedMoney.tsx'

const money = words.orders.money

/** What people must look at: disputes, refunds that came back, and money that fits nothing. */
export function MoneyAlarms({ order }: { order: OrderDetail }) {
  return (
    <>
      {order.disputes.map((dispute) => (
        <Alert key={dispute.id} color={dispute.state === 'won' ? 'teal' : 'red'} title={money.disputes}>
          <p>
            <strong>{showMoney(dispute.amount)}</strong> · {money.disputeReason(dispute.reason)} ·{' '}
            {money.disputeStates[dispute.state]}
          </p>
          {dispute.state === 'open' ? (
            <p>{money.disputeText(dispute.dueAt ? showDay(dispute.dueAt.slice(0, 10)) : null)}</p>
          ) : null}
        </Alert>
      ))}
      {order.refunds
        .filter(({ isAlarm }) => isAlarm)
        .map((refund) => (
          <FailedRefund key={refund.id} order={order} refund={refund} />
        ))}
      {order.unmatched.map((one) => (
        <UnmatchedMoney key={one.id} orderId={order.id} unmatched={one} />
      ))}
    </>
  )
}
