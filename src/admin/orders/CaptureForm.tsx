import { Button, Checkbox } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'

import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { showMoney } from '../components/format.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

type Props = { order: OrderDetail; payment: PaymentView; onClose: () => void }

/** Takes what is set aside, or a part of it. */
export function CaptureForm({ order, payment, onClose }: Props) {
  const [amount, setAmount] = useState<number | null>(payment.capturable.amount)
  const [final, setFinal] = useState(!payment.takes.again)
  const capture = useOrderAction(order.id, 'capture')
  const problems = problemsOf(capture.error)
  const { currency } = payment.amount
  const isGood = amount !== null && !Number.isNaN(amount) && amount > 0
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const done = (): void => {
      say(money.captureAsked)
      onClose()
    }
    if (isGood) capture.mutate({ version: order.version, paymentId: payment.id, amount, final }, { onSuccess: done })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{money.captureText(showMoney(payment.capturable))}</p>
      {payment.takes.parts ? null : <p className="soft">{money.captureWhole}</p>}
      <MoneyInput
        label={money.captureAmount}
        currency={currency}
        value={amount}
        onChange={setAmount}
        disabled={!payment.takes.parts}
        error={problems['amount']}
        data-autofocus
      />
      {payment.takes.again ? (
        <Checkbox
          label={money.captureFinal}
          checked={final}
          onChange={(event) => setFinal(event.currentTarget.checked)}
        />
      ) : payment.takes.parts ? (
        <p className="soft">{money.captureOnce}</p>
      ) : null}
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" disabled={!isGood} loading={capture.isPending}>
          {money.captureDo(showMoney({ ...payment.amount, amount: isGood ? amount : 0 }))}
        </Button>
      </div>
    </form>
  )
}
