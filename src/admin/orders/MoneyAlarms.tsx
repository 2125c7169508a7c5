import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { OrderDetail, RefundView, UnmatchedView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { showDay, showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

/** What people must look at: disputes, refunds that came back, and money that fits nothing. */
export function MoneyAlarms({ order }: { order: OrderDetail }) {
  return (
    <>
      {order.disputes.map((dispute) => (
        <Alert key={dispute.id} color={dispute.state === 'won' ? 'teal' : 'red'} title={money.disputes}>
          <p>
            {showMoney(dispute.amount)}, {dispute.reason || '–'}: {money.disputeStates[dispute.state]}
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
        <Unmatched key={one.id} orderId={order.id} money={one} />
      ))}
    </>
  )
}

function Unmatched({ orderId, money: one }: { orderId: string; money: UnmatchedView }) {
  const deal = useMutation({
    mutationFn: (what: 'return' | 'keep') => ask('POST', `/unmatched-money/${one.id}/${what}`),
    onError: sayNo,
    onSuccess: () => say(money.unmatchedDone),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['order', orderId] }),
  })
  return (
    <Alert color={one.state === 'seen' ? 'red' : 'gray'} title={money.unmatched}>
      <p>{money.unmatchedText}</p>
      <p>
        <strong>{showMoney(one.amount)}</strong> ({money.unmatchedWhy[one.why]}), {one.reference}:{' '}
        {money.unmatchedStates[one.state]}
      </p>
      {one.state === 'seen' ? (
        <div className="buttons">
          <Button variant="default" size="xs" loading={deal.isPending} onClick={() => deal.mutate('keep')}>
            {money.unmatchedKeep}
          </Button>
          <Button size="xs" loading={deal.isPending} onClick={() => deal.mutate('return')}>
            {money.unmatchedReturn}
          </Button>
        </div>
      ) : null}
    </Alert>
  )
}

const ways = ['settled', 'by_hand', 'again'] as const

function FailedRefund({ order, refund }: { order: OrderDetail; refund: RefundView }) {
  const retry = useOrderAction(order, `refunds/${refund.id}/retry`, { said: money.failedRefundDone })
  return (
    <Alert color="red" title={money.failedRefund}>
      <p>{money.failedRefundText(showMoney(refund.amount), refund.failure ?? '')}</p>
      <div className="buttons">
        {ways.map((how) => (
          <Button
            key={how}
            size="xs"
            variant={how === 'again' ? 'filled' : 'default'}
            loading={retry.isPending}
            onClick={() => retry.mutate({ how })}
          >
            {money.failedRefundHow[how]}
          </Button>
        ))}
      </div>
      <p className="soft small">{money.failedRefundHint}</p>
    </Alert>
  )
}
