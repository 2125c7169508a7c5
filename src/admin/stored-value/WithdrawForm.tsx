import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { CreditRow } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { say } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { forgetCredit } from './forget-credit.ts'
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
  const problems = problemsOf(take.error)
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!Number.isNaN(amount)) take.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={text.takeTitle} centered>
      <form className="stack" onSubmit={submit} noValidate>
        <MoneyInput
          label={all.amount}
          currency={account.balance.currency}
          value={amount}
          error={problems['amount']}
          onChange={setAmount}
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
          <Button type="submit" color="red" loading={take.isPending}>
            {text.take}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
