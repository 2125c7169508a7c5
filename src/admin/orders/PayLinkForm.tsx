import { Button, NumberInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

/** Mails the buyer a link to the frozen order. */
export function PayLinkForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [days, setDays] = useState(7)
  const send = useOrderAction(order.id, 'pay-link')
  const problems = problemsOf(send.error)
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const done = (): void => {
      say(money.payLinkSent)
      onClose()
    }
    send.mutate({ version: order.version, days }, { onSuccess: done })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{money.payLinkText(order.email)}</p>
      <NumberInput
        label={money.payLinkDays}
        value={days}
        min={1}
        max={90}
        clampBehavior="strict"
        allowDecimal={false}
        error={problems['days']}
        onChange={(value) => setDays(Number(value) || 1)}
      />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {money.payLinkDo}
        </Button>
      </div>
    </form>
  )
}
