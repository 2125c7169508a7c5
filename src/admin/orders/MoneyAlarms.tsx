import { Alert } from '@mantine/core'

import type { OrderDetail } from '../../admin-api/types.ts'
import { showDay, showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { FailedRefund } from './FailedRefund.tsx'
import { UnmatchedMoney } from './UnmatchedMoney.tsx'

const money = words.orders.money

const colors = { inquiry: 'yellow', open: 'red', won: 'teal', lost: 'red' } as const

/** What people must look at: disputes, refunds that came back, and money that fits nothing. */
export function MoneyAlarms({ order }: { order: OrderDetail }) {
  return (
    <>
      {order.disputes.map((dispute) => (
        <Alert key={dispute.id} color={colors[dispute.state]} title={money.disputes}>
          <p>
            <strong>{showMoney(dispute.amount)}</strong> · {money.disputeReason(dispute.reason)} ·{' '}
            {money.disputeStates[dispute.state]}
          </p>
          <WhatToDo dispute={dispute} />
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

function WhatToDo({ dispute: { state, dueAt } }: { dispute: OrderDetail['disputes'][number] }) {
  const due = dueAt ? showDay(dueAt.slice(0, 10)) : null
  if (state === 'inquiry') return <p>{money.inquiryText(due)}</p>
  return state === 'open' ? <p>{money.disputeText(due)}</p> : null
}
