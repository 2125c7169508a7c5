import { Button, NumberInput, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import type { NewOrderChoices, NewOrderPreview } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { Read } from '../components/Read.tsx'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { type Draft, emptyDraft, orderOf } from './new-order.ts'
import { NewOrderAddress } from './NewOrderAddress.tsx'
import { NewOrderLines } from './NewOrderLines.tsx'
import { NewOrderSum } from './NewOrderSum.tsx'

const text = words.newOrder

export function NewOrderPage() {
  const choices = useQuery({
    queryKey: ['order-choices'],
    queryFn: () => ask<NewOrderChoices>('GET', '/order-choices'),
  })
  return (
    <Screen title={text.title} back={{ to: '/orders', name: words.orders.title }} busy={choices.isPending}>
      <Read of={choices}>{(found) => <NewOrderForm choices={found} />}</Read>
    </Screen>
  )
}

/** What is chosen is reckoned by the server as in the customer's own cart; nothing of it is kept before it is sent. */
function NewOrderForm({ choices }: { choices: NewOrderChoices }) {
  const navigate = useNavigate()
  const [key] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(choices))
  const order = orderOf(draft)
  const preview = useQuery({
    queryKey: ['order-preview', order],
    queryFn: () => ask<NewOrderPreview>('POST', '/order-preview', order),
    enabled: draft.lines.length > 0,
    retry: false,
  })
  const make = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/orders', { ...order, days: draft.days, key }),
    onError: sayNo,
    onSuccess: ({ id }) => {
      say(text.sent)
      void queries.invalidateQueries({ queryKey: ['orders'] })
      void navigate(`/orders/${id}`)
    },
  })
  const problems = { ...problemsOf(preview.error), ...useProblems(make.error, draft) }
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (draft.lines.length > 0) make.mutate()
  }
  const parts = { choices, draft, problems, onChange: change }
  return (
    <form onSubmit={submit} noValidate>
      <p className="soft lead">{text.intro}</p>
      <div className="columns">
        <div className="stack">
          <NewOrderLines {...parts} preview={preview.data} />
          <NewOrderAddress {...parts} />
        </div>
        <Card title={text.sum}>
          <NewOrderSum {...parts} preview={preview} />
          <NumberInput
            label={text.days}
            value={draft.days}
            min={1}
            max={90}
            clampBehavior="strict"
            allowDecimal={false}
            error={problems['days']}
            onChange={(days) => change({ days: Number(days) || 1 })}
          />
          <Textarea
            label={text.note}
            value={draft.note}
            autosize
            maxLength={2000}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
          <Button type="submit" disabled={draft.lines.length === 0} loading={make.isPending}>
            {text.send}
          </Button>
        </Card>
      </div>
    </form>
  )
}
