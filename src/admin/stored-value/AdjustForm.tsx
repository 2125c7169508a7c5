import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { GiftCardRow } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { forgetCard } from './forget-card.ts'
import { sayUnlessBeside } from './say-unless-beside.ts'

const all = words.storedValue
const text = all.cards

export function AdjustForm({ card, onClose }: { card: GiftCardRow; onClose: () => void }) {
  const [way, setWay] = useState('more')
  const [amount, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const adjust = useMutation({
    mutationFn: () => {
      const by = way === 'more' ? (amount ?? 0) : -(amount ?? 0)
      return ask('POST', `/gift-cards/${card.id}/adjust`, { by: by === 0 ? 0 : by, reason })
    },
    onSuccess: () => {
      say(text.adjusted)
      forgetCard(card.id)
      onClose()
    },
    onError: sayUnlessBeside,
  })
  const problems = problemsOf(adjust.error)
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!Number.isNaN(amount)) adjust.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={text.adjustTitle} centered>
      <form className="stack" onSubmit={submit} noValidate>
        <SegmentedControl
          value={way}
          onChange={setWay}
          data={[
            { value: 'more', label: text.more },
            { value: 'less', label: text.less },
          ]}
        />
        <MoneyInput
          label={all.amount}
          currency={card.balance.currency}
          value={amount}
          onChange={setAmount}
          error={problems['by']}
          data-autofocus
        />
        <TextInput
          label={all.reason}
          description={all.reasonHint}
          maxLength={300}
          value={reason}
          error={problems['reason']}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={adjust.isPending}>
            {text.adjust}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
