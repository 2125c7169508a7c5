import { Alert, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'

import type { CaptureView, OrderDetail, PaymentView } from '../../admin-api/types.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { showDay, showMoney } from '../components/format.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { CaptureForm } from './CaptureForm.tsx'
import { VoidForm } from './VoidForm.tsx'

const text = words.orders.detail
const money = words.orders.money

type Props = { order: OrderDetail; payment: PaymentView }

/** One attempt to pay, with what was taken of it. */
export function PaymentRow({ order, payment }: Props) {
  const name = text.methods[payment.method] ?? payment.method
  return (
    <li>
      <div>
        <strong>{name}</strong> {payment.instrument ? `${payment.instrument} ` : null}
        <span className="soft">
          {text.paymentStates[payment.state]}
          {payment.failure ? ` (${payment.failure})` : ''}
          {payment.mode === 'test' ? ` · ${money.test}` : ''}
        </span>
      </div>
      <span className="soft">
        <When at={payment.at} />
      </span>
      <span className="num sum">{showMoney(payment.amount)}</span>
      <div className="whole">
        {payment.reference ? (
          <p className="soft reference">
            {payment.reference} <CopyButton value={payment.reference} what={text.payment} />
          </p>
        ) : null}
        {payment.captures.map((capture) => (
          <Capture key={capture.id} capture={capture} whole={payment.amount.amount} />
        ))}
        {payment.refunded.amount > 0 ? <p className="soft">{money.givenBack(showMoney(payment.refunded))}</p> : null}
        <SetAside order={order} payment={payment} />
      </div>
    </li>
  )
}

/** One that took all at once says nothing new. */
function Capture({ capture, whole }: { capture: CaptureView; whole: number }) {
  const isPlain = capture.state === 'done' && capture.amount.amount === whole
  return (
    <>
      {isPlain ? null : (
        <p className="soft">
          {showMoney(capture.amount)} {money.captureStates[capture.state]}
          {capture.failure ? ` (${capture.failure})` : ''}
        </p>
      )}
      {capture.fee ? <p className="soft">{money.fee(showMoney(capture.fee))}</p> : null}
    </>
  )
}

/** What waits to be taken, until when, and what staff can do about it. */
function SetAside({ order, payment }: Props) {
  const [taking, take] = useDisclosure()
  const [freeing, free] = useDisclosure()
  if (payment.voiding) return <p className="soft">{money.voiding}</p>
  if (payment.capturable.amount === 0) return null
  const day = payment.expiresAt ? showDay(payment.expiresAt.slice(0, 10)) : null
  return (
    <div className="set-aside">
      {payment.expiresSoon && day ? <Alert color="orange">{money.endsSoon(day)}</Alert> : null}
      <p className="soft">
        {money.setAside(showMoney(payment.capturable))} {day && !payment.expiresSoon ? money.until(day) : null}
      </p>
      <div className="buttons">
        {order.can.capture === null ? (
          <Button size="xs" onClick={take.open}>
            {money.capture} …
          </Button>
        ) : null}
        {order.can.void === null ? (
          <Button variant="default" size="xs" onClick={free.open}>
            {money.void} …
          </Button>
        ) : null}
      </div>
      {taking ? <CaptureForm order={order} payment={payment} onClose={take.close} /> : null}
      {freeing ? <VoidForm order={order} payment={payment} onClose={free.close} /> : null}
    </div>
  )
}
