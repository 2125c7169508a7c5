import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { PeriodFields } from '../components/PeriodFields.tsx'
import { say, sayNo } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
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
  const problems = useProblems(make.error, wish)
  return (
    <FormModal
      title={text.generate}
      action={text.make}
      onSubmit={() => make.mutate()}
      onClose={onClose}
      busy={make.isPending}
    >
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
      <PeriodFields value={wish} set={set} problems={problems} />
    </FormModal>
  )
}
