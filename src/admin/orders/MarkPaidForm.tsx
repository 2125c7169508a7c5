import type { OrderDetail } from '../../admin-api/types.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail

/** The money has come by another way than a gateway. */
export function MarkPaidForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const markPaid = useOrderAction(order, 'mark-paid', { said: text.paid, onDone: onClose })
  return (
    <FormModal
      title={text.markPaidTitle}
      action={text.markPaid}
      onSubmit={() => markPaid.mutate({})}
      onClose={onClose}
      busy={markPaid.isPending}
      begin="action"
    >
      <p>{text.markPaidText(showMoney(order.total))}</p>
    </FormModal>
  )
}
