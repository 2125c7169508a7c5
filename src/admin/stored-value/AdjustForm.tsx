import { SegmentedControl } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { GiftCardRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { say } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { forgetCard } from './forget-card.ts'
import { ReasonField } from './ReasonField.tsx'
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
  const problems = useProblems(adjust.error, { by: amount, reason })
  const submit = (): void => {
    if (!Number.isNaN(amount)) adjust.mutate()
  }
  return (
    <FormModal
      title={text.adjustTitle}
      action={text.adjust}
      onSubmit={submit}
      onClose={onClose}
      busy={adjust.isPending}
    >
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
      <ReasonField value={reason} error={problems['reason']} onChange={setReason} />
    </FormModal>
  )
}
