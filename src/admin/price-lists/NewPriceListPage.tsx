import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import type { PriceListChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { Read } from '../components/Read.tsx'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { ListFields, noDates } from './ListFields.tsx'

const text = words.priceLists

export function NewPriceListPage() {
  const choices = useQuery({
    queryKey: ['price-list-choices'],
    queryFn: () => ask<PriceListChoices>('GET', '/price-list-choices'),
  })
  return (
    <Screen title={text.addTitle} back={{ to: '/price-lists', name: text.title }} busy={choices.isPending}>
      <Read of={choices}>{(found) => <Form choices={found} />}</Read>
    </Screen>
  )
}

function Form({ choices }: { choices: PriceListChoices }) {
  const navigate = useNavigate()
  const [marketId, setMarketId] = useState(choices.markets[0]?.id ?? '')
  const [draft, setDraft] = useState(noDates)
  const create = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/price-lists', { marketId, ...draft }),
    onError: sayNo,
    onSuccess: ({ id }) => {
      say(text.edit.created)
      void queries.invalidateQueries({ queryKey: ['price-lists'] })
      void navigate(`/price-lists/${id}`, { replace: true })
    },
  })
  const problems = useProblems(create.error, { ...draft, marketId })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Card title={text.edit.about}>
        <NativeSelect
          label={text.edit.market}
          value={marketId}
          error={problems['marketId']}
          data={choices.markets.map(({ id, name, currency }) => ({
            value: id,
            label: text.edit.marketOf(name, currency),
          }))}
          onChange={(event) => setMarketId(event.currentTarget.value)}
        />
        <ListFields
          draft={draft}
          set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
          problems={problems}
          groups={choices.groups}
        />
      </Card>
      <div className="buttons">
        <Button type="submit" loading={create.isPending}>
          {text.create}
        </Button>
      </div>
    </form>
  )
}
