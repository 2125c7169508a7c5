import { Button, Modal, Radio } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { GiftCardRow, MadeGiftCard } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
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
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    replace.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={text.replaceTitle} centered>
      <form className="stack" onSubmit={submit}>
        <p>{text.replaceText}</p>
        {canMail ? (
          <Radio.Group value={way} onChange={setWay} aria-label={text.replaceTitle}>
            <div className="stack">
              <Radio value="show" label={text.replaceShow} />
              <Radio value="mail" label={text.replaceMail(card.recipientEmail ?? '')} />
            </div>
          </Radio.Group>
        ) : null}
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" color="red" loading={replace.isPending}>
            {text.replaceDone}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
