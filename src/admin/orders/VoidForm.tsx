import { Button } from '@mantine/core'

import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

type Props = { order: OrderDetail; payment: PaymentView; onClose: () => void }

/** Gives up what is set aside; asked twice, because it cannot be undone. */
export function VoidForm({ order, payment, onClose }: Props) {
  const free = useOrderAction(order.id, 'void')
  const done = (): void => {
    say(money.voidAsked)
    onClose()
  }
  return (
    <div className="stack">
      <p>{money.voidText(showMoney(payment.capturable))}</p>
      <div className="buttons">
        <Button variant="default" onClick={onClose} data-autofocus>
          {words.cancel}
        </Button>
        <Button
          color="red"
          loading={free.isPending}
          onClick={() => free.mutate({ version: order.version, paymentId: payment.id }, { onSuccess: done })}
        >
          {money.void}
        </Button>
      </div>
    </div>
  )
}
