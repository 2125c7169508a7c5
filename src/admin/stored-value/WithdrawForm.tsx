import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { CreditRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { say } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { forgetCredit } from './forget-credit.ts'
import { ReasonField } from './ReasonField.tsx'
import { sayUnlessBeside } from './say-unless-beside.ts'

const all = words.storedValue
const text = all.credit

export function WithdrawForm({ account, onClose }: { account: CreditRow; onClose: () => void }) {
  const [amount, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const take = useMutation({
    mutationFn: () => ask('POST', `/store-credit/${account.id}/withdraw`, { amount: amount ?? 0, reason }),
    onSuccess: () => {
      say(text.taken)
      forgetCredit()
      onClose()
    },
    onError: sayUnlessBeside,
  })
  const problems = useProblems(take.error, { amount, reason })
  const submit = (): void => {
    if (!Number.isNaN(amount)) take.mutate()
  }
  return (
    <FormModal
      title={text.takeTitle}
      action={text.take}
      onSubmit={submit}
      onClose={onClose}
      busy={take.isPending}
      danger
    >
      <MoneyInput
        label={all.amount}
        currency={account.balance.currency}
        value={amount}
        error={problems['amount']}
        onChange={setAmount}
        data-autofocus
      />
      <ReasonField value={reason} error={problems['reason']} onChange={setReason} />
    </FormModal>
  )
}
