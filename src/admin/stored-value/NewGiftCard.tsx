import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { MadeGiftCard, ValueChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { say } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { CodeShown } from './CodeShown.tsx'
import { sayUnlessBeside } from './say-unless-beside.ts'
import { type Worth, WorthFields } from './WorthFields.tsx'

const text = words.storedValue.cards

type Card = Worth & { recipientEmail: string; language: string; note: string }

export function NewGiftCard({ choices, onClose }: { choices: ValueChoices; onClose: () => void }) {
  const navigate = useNavigate()
  const [made, setMade] = useState<MadeGiftCard | null>(null)
  const leave = (id: string): void => void navigate(`/gift-cards/${id}`)
  if (made?.code) return <CodeShown code={made.code} onSeen={() => leave(made.id)} />
  return (
    <Form
      choices={choices}
      onClose={onClose}
      onMade={(card) => {
        void queries.invalidateQueries({ queryKey: ['gift-cards'] })
        if (card.code) return setMade(card)
        say(text.mailed)
        leave(card.id)
      }}
    />
  )
}

type FormProps = { choices: ValueChoices; onClose: () => void; onMade: (card: MadeGiftCard) => void }

function Form({ choices, onClose, onMade }: FormProps) {
  const { currencies, languages, sendsMail } = choices
  const [card, setCard] = useState<Card>({
    amount: null,
    currency: currencies[0] ?? 'EUR',
    expiresOn: null,
    recipientEmail: '',
    language: languages[0]?.code ?? 'en',
    note: '',
  })
  const set = (changes: Partial<Card>): void => setCard((old) => ({ ...old, ...changes }))
  const make = useMutation({
    mutationFn: () => {
      const recipientEmail = card.recipientEmail.trim() || null
      return ask<MadeGiftCard>('POST', '/gift-cards', { ...card, amount: card.amount ?? 0, recipientEmail })
    },
    onSuccess: onMade,
    onError: sayUnlessBeside,
  })
  const problems = useProblems(make.error, card)
  const submit = (): void => {
    if (!Number.isNaN(card.amount)) make.mutate()
  }
  return (
    <FormModal title={text.addTitle} action={text.create} onSubmit={submit} onClose={onClose} busy={make.isPending}>
      <p className="soft">{text.addText}</p>
      <WorthFields worth={card} currencies={currencies} problems={problems} set={set} />
      {sendsMail ? (
        <>
          <TextInput
            type="email"
            label={text.recipient}
            description={text.recipientHint}
            value={card.recipientEmail}
            error={problems['recipientEmail']}
            onChange={(event) => set({ recipientEmail: event.currentTarget.value })}
          />
          <NativeSelect
            label={text.language}
            value={card.language}
            data={languages.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => set({ language: event.currentTarget.value })}
          />
        </>
      ) : (
        <p className="soft">{text.noMail}</p>
      )}
      <TextInput
        label={text.note}
        description={text.noteHint}
        maxLength={300}
        value={card.note}
        error={problems['note']}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </FormModal>
  )
}
