import { Checkbox, NumberInput, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { OrderDetail } from '../../admin-api/types.ts'
import { problemsOf } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { Picture } from '../components/Picture.tsx'
import { words } from '../messages/index.ts'
import { type Chosen, splitOf, worthOf } from './refund-worth.ts'
import { useOrderAction } from './use-order-action.ts'

const text = words.orders.detail
const money = words.orders.money

const nothing: Chosen = { counts: {}, shipping: null, amount: null }

/** What goes back: pieces, shipping, or a sum; the button says how much that is. */
export function RefundForm({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const [chosen, setChosen] = useState(nothing)
  const [restock, setRestock] = useState(false)
  const [note, setNote] = useState('')
  const refund = useOrderAction(order, 'refund', { said: money.refundDone, onDone: onClose })
  const problems = problemsOf(refund.error)
  const worth = worthOf(order, chosen)
  const { refundable } = order
  const lines = Object.entries(chosen.counts)
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ lineId, quantity }))

  const submit = (): void => {
    const { shipping, amount } = chosen
    const body = { lines, shipping: shipping ?? 0, amount, restock, note }
    if (worth > 0) refund.mutate(body)
  }
  return (
    <FormModal
      title={money.refundTitle(order.number)}
      action={money.refundDo(showMoney({ ...order.total, amount: worth > 0 ? worth : 0 }))}
      onSubmit={submit}
      onClose={onClose}
      busy={refund.isPending}
      danger
      off={!(worth > 0)}
      size="lg"
    >
      <p className="soft">{money.refundText}</p>
      <Pieces order={order} chosen={chosen} onChange={setChosen} />
      {refundable.shipping.amount > 0 ? (
        <MoneyInput
          label={money.refundShipping(showMoney(refundable.shipping))}
          currency={order.total.currency}
          value={chosen.shipping}
          onChange={(shipping) => setChosen({ ...chosen, shipping })}
          error={problems['shipping']}
        />
      ) : null}
      <MoneyInput
        label={money.refundAmount}
        description={money.refundAmountHint}
        currency={order.total.currency}
        value={chosen.amount}
        onChange={(amount) => setChosen({ ...chosen, amount })}
        error={problems['amount']}
      />
      {lines.length > 0 ? (
        <Checkbox
          label={money.refundRestock}
          description={money.refundRestockHint}
          checked={restock}
          onChange={(event) => setRestock(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        label={money.refundNote}
        value={note}
        maxLength={1000}
        autosize
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Split order={order} worth={worth} />
    </FormModal>
  )
}

type PiecesProps = { order: OrderDetail; chosen: Chosen; onChange: (chosen: Chosen) => void }

function Pieces({ order, chosen, onChange }: PiecesProps) {
  return (
    <ul className="lines pack">
      {order.refundable.lines.map(({ id, left }) => {
        const line = order.lines.find((one) => one.id === id)
        if (!line || left === 0) return null
        const title = [line.title, line.variantTitle].filter(Boolean).join(', ')
        return (
          <li key={id}>
            <Picture hash={line.mediaHash} size={40} />
            <div>
              <strong>{line.title}</strong>
              <p className="soft">{[line.variantTitle, line.sku].filter(Boolean).join(' · ')}</p>
            </div>
            <NumberInput
              aria-label={money.refundPieces(title)}
              className="count"
              min={0}
              max={left}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              value={chosen.counts[id] ?? 0}
              suffix={` ${text.ofLeft(left)}`}
              onChange={(value) => onChange({ ...chosen, counts: { ...chosen.counts, [id]: Number(value) || 0 } })}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Before anything is sent: which way to pay gets how much. */
function Split({ order, worth }: { order: OrderDetail; worth: number }) {
  const { left } = order.refundable
  if (!(worth > 0)) return null
  if (worth > left.amount) return <p className="soft">{money.refundMost(showMoney(left))}</p>
  const shares = splitOf(order, worth)
  if (shares.length < 2) return null
  return (
    <div>
      <p className="soft">{money.refundSplit}</p>
      <ul>
        {shares.map(({ payment, amount }) => (
          <li key={payment.id}>
            {text.methods[payment.method] ?? payment.method} {payment.instrument}: {showMoney(amount)}
          </li>
        ))}
      </ul>
    </div>
  )
}
