import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { FormModal } from '../components/FormModal.tsx'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail

/** It cannot be undone, so the number is typed. */
export function CancelForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [reason, setReason] = useState('customer')
  const [restock, setRestock] = useState(true)
  const [typed, setTyped] = useState('')
  const cancel = useOrderAction(order, 'cancel', { said: text.canceled, onDone: onClose })
  const isSure = typed.trim().replace('#', '') === String(order.number)
  const submit = (): void => {
    if (isSure) cancel.mutate({ reason, restock })
  }
  return (
    <FormModal
      title={text.cancelTitle(order.number)}
      action={text.cancel}
      onSubmit={submit}
      onClose={onClose}
      busy={cancel.isPending}
      danger
      off={!isSure}
      keep={text.cancelKeep}
    >
      <p>{text.cancelText}</p>
      <NativeSelect
        label={text.cancelReason}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data={Object.entries(text.cancelReasons).map(([value, label]) => ({ value, label }))}
      />
      <Checkbox label={text.restock} checked={restock} onChange={(event) => setRestock(event.currentTarget.checked)} />
      <TextInput
        label={text.cancelType(order.number)}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormModal>
  )
}
