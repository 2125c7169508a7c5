import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ValueChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { say } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { forgetCredit } from './forget-credit.ts'
import { ReasonField } from './ReasonField.tsx'
import { sayUnlessBeside } from './say-unless-beside.ts'
import { type Worth, WorthFields } from './WorthFields.tsx'

const all = words.storedValue
const text = all.credit

type Grant = Worth & { email: string; reason: string }
type Props = {
  choices: ValueChoices
  /** Of a customer who is known. */ email?: string | undefined
  onClose: () => void
}

export function GrantForm({ choices: { currencies }, email = '', onClose }: Props) {
  const worth = { amount: null, currency: currencies[0] ?? 'EUR', expiresOn: null }
  const [grant, setGrant] = useState<Grant>({ ...worth, email, reason: '' })
  const set = (changes: Partial<Grant>): void => setGrant((old) => ({ ...old, ...changes }))
  const give = useMutation({
    mutationFn: () => ask('POST', '/store-credit', { ...grant, email: grant.email.trim(), amount: grant.amount ?? 0 }),
    onSuccess: () => {
      say(text.given)
      forgetCredit()
      onClose()
    },
    onError: sayUnlessBeside,
  })
  const problems = useProblems(give.error, grant)
  const submit = (): void => {
    if (!Number.isNaN(grant.amount)) give.mutate()
  }
  return (
    <FormModal title={text.addTitle} action={text.create} onSubmit={submit} onClose={onClose} busy={give.isPending}>
      <p className="soft">{text.addText}</p>
      {email === '' ? (
        <TextInput
          type="email"
          label={text.email}
          value={grant.email}
          error={problems['email']}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
      ) : null}
      <WorthFields worth={grant} currencies={currencies} problems={problems} set={set} />
      <ReasonField value={grant.reason} error={problems['reason']} onChange={(reason) => set({ reason })} />
    </FormModal>
  )
}
