import { NumberInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

/** Mails the buyer a link to the frozen order. */
export function PayLinkForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [days, setDays] = useState(7)
  const send = useOrderAction(order, 'pay-link', { said: money.payLinkSent, onDone: onClose })
  const problems = problemsOf(send.error)
  const submit = (): void => {
    send.mutate({ days })
  }
  return (
    <FormModal
      title={money.payLinkTitle}
      action={money.payLinkDo}
      onSubmit={submit}
      onClose={onClose}
      busy={send.isPending}
    >
      <p>{money.payLinkText(order.email)}</p>
      <NumberInput
        label={money.payLinkDays}
        data-autofocus
        value={days}
        min={1}
        max={90}
        clampBehavior="strict"
        allowDecimal={false}
        error={problems['days']}
        onChange={(value) => setDays(Number(value) || 1)}
      />
    </FormModal>
  )
}
