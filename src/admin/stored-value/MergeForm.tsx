import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import type { GiftCardRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { showMoney } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { forgetCard } from './forget-card.ts'

const all = words.storedValue
const text = all.cards

export function MergeForm({ card, onClose }: { card: GiftCardRow; onClose: () => void }) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [into, setInto] = useState<string | null>(null)
  const others = useOthers(card, typed)
  const merge = useMutation({
    mutationFn: () => ask('POST', `/gift-cards/${card.id}/merge`, { into }),
    onSuccess: () => {
      say(text.merged)
      forgetCard(card.id)
      if (into) forgetCard(into)
      void navigate(`/gift-cards/${into}`)
    },
    onError: sayNo,
  })
  const submit = (): void => {
    if (into) merge.mutate()
  }
  return (
    <FormModal
      title={text.mergeTitle}
      action={text.mergeDone}
      onSubmit={submit}
      onClose={onClose}
      busy={merge.isPending}
      off={!into}
    >
      <p>{text.mergeText}</p>
      <Select
        label={text.mergeInto}
        placeholder={text.mergeFind}
        searchable
        data={others.map(({ id, hint, balance, recipientEmail }) => ({
          value: id,
          label: [all.ending(hint), showMoney(balance), recipientEmail].filter(Boolean).join(' · '),
        }))}
        // The server has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={text.mergeNone}
        value={into}
        onChange={setInto}
        onSearchChange={setTyped}
        data-autofocus
      />
    </FormModal>
  )
}

/** Open cards in the same currency that fit what is typed; a chosen one's own label finds all. */
function useOthers(card: GiftCardRow, typed: string): GiftCardRow[] {
  const [search] = useDebouncedValue(typed.includes('·') ? '' : typed.trim(), 250)
  const found = useQuery({
    queryKey: ['gift-cards', 'to merge into', search],
    queryFn: () => ask<Page<GiftCardRow>>('GET', `/gift-cards?${new URLSearchParams({ view: 'open', search })}`),
    placeholderData: keepPreviousData,
  })
  const rows = found.data?.rows ?? []
  return rows.filter((row) => row.id !== card.id && row.balance.currency === card.balance.currency)
}
