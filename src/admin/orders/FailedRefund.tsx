import { Alert, Button } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail, RefundView } from '../../admin-api/types.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

const ways = ['settled', 'by_hand', 'again'] as const
type Way = (typeof ways)[number]

/** A refund that came back: what becomes of its money is asked twice. */
export function FailedRefund({ order, refund }: { order: OrderDetail; refund: RefundView }) {
  const [asked, setAsked] = useState<Way | null>(null)
  const close = (): void => setAsked(null)
  const retry = useOrderAction(order, `refunds/${refund.id}/retry`, { said: money.failedRefundDone, onDone: close })
  const amount = showMoney(refund.amount)
  return (
    <Alert color="red" title={money.failedRefund}>
      <p>{money.failedRefundText(amount, refund.failure ?? '')}</p>
      <div className="buttons">
        {ways.map((how) => (
          <Button key={how} size="xs" variant={how === 'again' ? 'filled' : 'default'} onClick={() => setAsked(how)}>
            {money.failedRefundHow[how]}
          </Button>
        ))}
      </div>
      <p className="soft small">{money.failedRefundHint}</p>
      {asked ? (
        <FormModal
          title={money.failedRefundTitle[asked]}
          action={money.failedRefundHow[asked]}
          onSubmit={() => retry.mutate({ how: asked })}
          onClose={close}
          busy={retry.isPending}
          danger
          begin="keep"
        >
          <p>{money.failedRefundMeans[asked](amount)}</p>
        </FormModal>
      ) : null}
    </Alert>
  )
}
