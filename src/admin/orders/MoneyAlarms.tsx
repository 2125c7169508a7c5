import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'

import type { OrderDetail, UnmatchedView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { showDay, showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const money = words.orders.money

/** What people must look at: disputes, and money that fits nothing. */
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
