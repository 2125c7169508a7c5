import { Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { GiftCardRow, MadeGiftCard } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { CodeShown } from './CodeShown.tsx'
import { forgetCard } from './forget-card.ts'
import { useChoices } from './use-choices.ts'

const text = words.storedValue.cards

export function ReplaceForm({ card, onClose }: { card: GiftCardRow; onClose: () => void }) {
  const canMail = (useChoices().data?.sendsMail ?? false) && card.recipientEmail !== null
  const [way, setWay] = useState('show')
  const [code, setCode] = useState<string | null>(null)
  const seen = (): void => {
    forgetCard(card.id)
    onClose()
  }
  const replace = useMutation({
    mutationFn: () => ask<MadeGiftCard>('POST', `/gift-cards/${card.id}/replace-code`, { mailed: way === 'mail' }),
    onSuccess: (made) => {
      if (made.code) return setCode(made.code)
      say(text.mailed)
      seen()
    },
    onError: sayNo,
  })
  if (code) return <CodeShown code={code} onSeen={seen} />
  return (
    <FormModal
      title={text.replaceTitle}
      action={text.replaceDone}
      onSubmit={() => replace.mutate()}
      onClose={onClose}
      busy={replace.isPending}
      danger
    >
      <p>{text.replaceText}</p>
      {canMail ? (
        <Radio.Group value={way} onChange={setWay} aria-label={text.replaceTitle}>
          <div className="stack">
            <Radio value="show" label={text.replaceShow} />
            <Radio value="mail" label={text.replaceMail(card.recipientEmail ?? '')} />
          </div>
        </Radio.Group>
      ) : null}
    </FormModal>
  )
}
