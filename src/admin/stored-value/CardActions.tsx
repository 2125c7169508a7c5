import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { GiftCardScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { AdjustForm } from './AdjustForm.tsx'
import { forgetCard } from './forget-card.ts'
import { MergeForm } from './MergeForm.tsx'
import { ReplaceForm } from './ReplaceForm.tsx'

const text = words.storedValue.cards

export function CardActions({ card }: { card: GiftCardScreen }) {
  const [form, setForm] = useState<'adjust' | 'merge' | 'replace' | null>(null)
  const close = (): void => setForm(null)
  const turn = useMutation({
    mutationFn: (active: boolean) => ask('POST', `/gift-cards/${card.id}/state`, { active }),
    onSuccess: (_, active) => {
      say(active ? text.switchedOn : text.switchedOff)
      forgetCard(card.id)
    },
    onError: sayNo,
  })
  return (
    <>
      {card.isActive && card.balance.amount > 0 ? (
        <Button variant="default" onClick={() => setForm('merge')}>
          {text.merge}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => setForm('replace')}>
        {text.replace}
      </Button>
      <Button variant="default" onClick={() => setForm('adjust')}>
        {text.adjust}
      </Button>
      <Button
        variant="default"
        {...(card.isActive && { color: 'red' })}
        loading={turn.isPending}
        onClick={() => turn.mutate(!card.isActive)}
      >
        {card.isActive ? text.off : text.on}
      </Button>
      {form === 'adjust' ? <AdjustForm card={card} onClose={close} /> : null}
      {form === 'merge' ? <MergeForm card={card} onClose={close} /> : null}
      {form === 'replace' ? <ReplaceForm card={card} onClose={close} /> : null}
    </>
  )
}
