import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

type Props = { order: OrderDetail; payment: PaymentView; onClose: () => void }

/** Gives up what is set aside; asked twice, because it cannot be undone. */
export function VoidForm({ order, payment, onClose }: Props) {
  const free = useOrderAction(order, 'void', { said: money.voidAsked, onDone: onClose })
  return (
    <FormModal
      title={money.voidTitle}
      action={money.void}
      onSubmit={() => free.mutate({ paymentId: payment.id })}
      onClose={onClose}
      busy={free.isPending}
      danger
      begin="keep"
    >
      <p>{money.voidText(showMoney(payment.capturable))}</p>
    </FormModal>
  )
}
