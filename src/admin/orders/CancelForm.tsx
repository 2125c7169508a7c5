import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail

/** It cannot be undone, so the number is typed. */
export function CancelForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [reason, setReason] = useState('customer')
  const [restock, setRestock] = useState(true)
  const [typed, setTyped] = useState('')
  const cancel = useOrderAction(order.id, 'cancel')
  const isSure = typed.trim().replace('#', '') === String(order.number)
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const done = (): void => {
      say(text.canceled)
      onClose()
    }
    if (isSure) cancel.mutate({ version: order.version, reason, restock }, { onSuccess: done })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{text.cancelText}</p>
      <NativeSelect
        label={text.cancelReason}
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
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {text.cancelKeep}
        </Button>
        <Button type="submit" color="red" disabled={!isSure} loading={cancel.isPending}>
          {text.cancel}
        </Button>
      </div>
    </form>
  )
}
