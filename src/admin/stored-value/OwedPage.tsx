import { Button, NumberInput, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'

import type { LiabilityRow, ValueChoices } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { showMoney } from '../components/format.ts'
import { Read } from '../components/Read.tsx'
import { say } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { today } from './days.ts'
import { sayUnlessBeside } from './say-unless-beside.ts'
import { Tabs } from './Tabs.tsx'
import { useChoices } from './use-choices.ts'

const text = words.storedValue.owed

/** What the shop owed at the end of a day, and how long what it sells holds. */
export function OwedPage() {
  const [on, setOn] = useState(today())
  const choices = useChoices()
  const rows = useQuery({
    queryKey: ['liability', on],
    queryFn: () => ask<LiabilityRow[]>('GET', `/stored-value/liability?on=${on}`),
    placeholderData: keepPreviousData,
  })
  return (
    <Screen
      title={text.title}
      actions={
        <Button
          component="a"
          variant="default"
          href={`/admin/api/stored-value/liability.csv?on=${on}`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {text.file}
        </Button>
      }
    >
      <Tabs />
      <div className="stack">
        <section className="list" aria-label={text.title} aria-busy={rows.isFetching}>
          <div className="list-tools">
            <TextInput
              type="date"
              size="sm"
              aria-label={text.day}
              max={today()}
              value={on}
              onChange={(event) => setOn(event.currentTarget.value || today())}
            />
            <p className="soft">{text.text}</p>
          </div>
          <Read of={rows}>{(found) => <Owed rows={found} />}</Read>
        </section>
        {choices.data ? <SettingsCard key={choices.dataUpdatedAt} choices={choices.data} /> : null}
      </div>
    </Screen>
  )
}

const { columns } = text

const figures: readonly Column<LiabilityRow>[] = [
  {
    name: columns.kind,
    cell: ({ holding, owed }) => (
      <>
        {text.holding[holding]} <span className="soft">{owed.currency}</span>
      </>
    ),
  },
  { name: columns.count, look: 'end num', cell: ({ count }) => count },
  { name: columns.issued, look: 'end num', cell: ({ issued }) => showMoney(issued) },
  { name: columns.used, look: 'end num', cell: ({ used }) => showMoney(used) },
  { name: columns.ended, look: 'end num', cell: ({ ended }) => showMoney(ended) },
  { name: columns.changed, look: 'end num', cell: ({ changed }) => showMoney(changed) },
  { name: columns.owed, look: 'end num', cell: ({ owed }) => <strong>{showMoney(owed)}</strong> },
]

function Owed({ rows }: { rows: readonly LiabilityRow[] }) {
  if (rows.length === 0) return <p className="list-hint soft">{text.none}</p>
  return (
    <div className="wide-table">
      <Table columns={figures} rows={rows} keyOf={({ holding, owed }) => `${holding} ${owed.currency}`} />
    </div>
  )
}

function SettingsCard({ choices }: { choices: ValueChoices }) {
  const [months, setMonths] = useState<number | null>(choices.giftCardMonths)
  const save = useMutation({
    mutationFn: () => ask<ValueChoices>('PUT', '/stored-value/settings', { giftCardMonths: months }),
    onSuccess: (saved) => {
      say(text.saved)
      queries.setQueryData(['value-choices'], saved)
    },
    onError: sayUnlessBeside,
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <section className="card" aria-labelledby="sold-cards">
      <header>
        <h2 id="sold-cards">{text.settings}</h2>
      </header>
      <form className="body" onSubmit={submit}>
        <NumberInput
          label={text.months}
          description={text.monthsHint}
          allowDecimal={false}
          min={1}
          max={240}
          maw="20rem"
          value={months ?? ''}
          error={problemsOf(save.error)['giftCardMonths']}
          onChange={(value) => setMonths(value === '' ? null : Number(value))}
        />
        <div className="buttons">
          <Button type="submit" loading={save.isPending} disabled={months === choices.giftCardMonths}>
            {words.save}
          </Button>
        </div>
      </form>
    </section>
  )
}
