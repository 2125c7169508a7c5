import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import { ask, problemsOf } from '../api.ts'
import { InstantInput } from '../components/InstantInput.tsx'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { NumberField } from './NumberField.tsx'

const text = words.promotions.code

type Wish = {
  count: number | null
  prefix: string
  maxUses: number | null
  startsAt: string | null
  endsAt: string | null
}

const usual: Wish = { count: 100, prefix: '', maxUses: 1, startsAt: null, endsAt: null }

/** Many codes at once, each of which works once unless told. */
export function GenerateForm({ promotionId, onClose }: { promotionId: string; onClose: () => void }) {
  const [wish, setWish] = useState(usual)
  const set = (changes: Partial<Wish>): void => setWish((old) => ({ ...old, ...changes }))
  const make = useMutation({
    mutationFn: () => ask<{ count: number }>('POST', `/promotions/${promotionId}/batches`, wish),
    onSuccess: ({ count }) => {
      say(text.made(count))
      void queries.invalidateQueries({ queryKey: ['promotion-codes', promotionId] })
      void queries.invalidateQueries({ queryKey: ['promotions'] })
      onClose()
    },
    onError: sayNo,
  })
  const problems = problemsOf(make.error)
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={text.generate} centered>
      <form className="stack" onSubmit={submit} noValidate>
        <NumberField
          label={text.count}
          data-autofocus
          value={wish.count}
          error={problems['count']}
          onChange={(count) => set({ count })}
        />
        <TextInput
          label={text.prefix}
          description={text.prefixHint}
          autoComplete="off"
          maxLength={20}
          value={wish.prefix}
          error={problems['prefix']}
          onChange={(event) => set({ prefix: event.currentTarget.value })}
        />
        <NumberField
          label={text.maxUses}
          description={text.maxUsesHint}
          value={wish.maxUses}
          error={problems['maxUses']}
          onChange={(maxUses) => set({ maxUses })}
        />
        <div className="fields two">
          <InstantInput
            label={text.starts}
            value={wish.startsAt}
            error={problems['startsAt']}
            onChange={(startsAt) => set({ startsAt })}
          />
          <InstantInput
            label={text.ends}
            value={wish.endsAt}
            error={problems['endsAt']}
            onChange={(endsAt) => set({ endsAt })}
          />
        </div>
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {text.make}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
