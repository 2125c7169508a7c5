import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { PickedThing } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { words } from '../messages/index.ts'

const text = words.promotions.edit

type Props = {
  label: string
  value: PickedThing[]
  onChange: (things: PickedThing[]) => void
  error?: string | undefined
}

const labelOf = ({ title, hint }: PickedThing): string => (hint === '' ? title : `${title} · ${hint}`)

const order: PickedThing['kind'][] = ['collection', 'category', 'product', 'variant']

/** Products, variants, categories and collections, found by their names. */
export function ThingPicker({ label, value, onChange, error }: Props) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const found = useQuery({
    queryKey: ['promotion-things', search],
    queryFn: () => ask<PickedThing[]>('GET', `/promotion-things?search=${encodeURIComponent(search)}`),
    placeholderData: keepPreviousData,
  })
  const known = new Map([...(found.data ?? []), ...value].map((thing) => [thing.id, thing]))
  const data = order.flatMap((kind) => {
    const items = [...known.values()].filter((thing) => thing.kind === kind)
    return items.length === 0
      ? []
      : [{ group: text.thingKinds[kind], items: items.map((thing) => ({ value: thing.id, label: labelOf(thing) })) }]
  })
  return (
    <MultiSelect
      label={label}
      description={text.pickHint}
      searchable
      clearable
      hidePickedOptions
      maxDropdownHeight={320}
      nothingFoundMessage={text.noThing}
      // The server has searched already.
      filter={({ options }) => options}
      data={data}
      value={value.map(({ id }) => id)}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(ids) => onChange(ids.flatMap((id) => known.get(id) ?? []))}
    />
  )
}
