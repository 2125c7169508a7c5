import { Checkbox } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { words } from '../messages/index.ts'
import { useOrderAction } from './use-order-action.ts'

const money = words.orders.money

type Props = { order: OrderDetail; payment: PaymentView; onClose: () => void }

/** Takes what is set aside, or a part of it. */
export function CaptureForm({ order, payment, onClose }: Props) {
  const [amount, setAmount] = useState<number | null>(payment.capturable.amount)
  const [final, setFinal] = useState(!payment.takes.again)
  const capture = useOrderAction(order, 'capture', { said: money.captureAsked, onDone: onClose })
  const problems = problemsOf(capture.error)
  const { currency } = payment.amount
  const isGood = amount !== null && !Number.isNaN(amount) && amount > 0
  const submit = (): void => {
    if (isGood) capture.mutate({ paymentId: payment.id, amount, final })
  }
  return (
    <FormModal
      title={money.captureTitle}
      action={money.captureDo(showMoney({ ...payment.amount, amount: isGood ? amount : 0 }))}
      onSubmit={submit}
      onClose={onClose}
      busy={capture.isPending}
      off={!isGood}
    >
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
    </FormModal>
  )
}
