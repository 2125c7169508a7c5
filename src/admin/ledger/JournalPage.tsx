import { Select } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'

import type { FinanceScreen, JournalEntryView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { isNarrowed, useListAddress } from '../components/address.ts'
import { Empty } from '../components/Empty.tsx'
import { monthChoices } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { Screen } from '../components/Screen.tsx'
import { useList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { EntryTable } from './EntryTable.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { NothingBooked } from './NothingBooked.tsx'
import { Tabs } from './Tabs.tsx'

const text = words.ledger

export function JournalPage() {
  const { params } = useListAddress()
  const mode = params.get('mode') === 'test' ? 'test' : 'live'
  const journal = useList<JournalEntryView>(['journal'], '/finance/journal')
  const finance = useQuery({
    queryKey: ['finance', `mode=${mode}`],
    queryFn: () => ask<FinanceScreen>('GET', `/finance?mode=${mode}`),
  })
  return (
    <Screen
      title={text.journal.title}
      heading={<h1>{text.title}</h1>}
      actions={finance.data?.hasTest ? <ModeSwitch mode={mode} /> : null}
    >
      <Tabs />
      <List
        label={text.journal.title}
        of={journal}
        look=""
        tools={
          <ListTools label={text.journal.title} placeholder={text.journal.search}>
            <Filters finance={finance.data} />
          </ListTools>
        }
        empty={
          isNarrowed(params) ? (
            <Empty icon={<IconScale aria-hidden />} title={text.journal.none} text={text.journal.noneText} />
          ) : (
            <NothingBooked mode={mode} hasTest={finance.data?.hasTest ?? false} to="/finance/journal" />
          )
        }
      >
        {(rows) => (
          <div className="scrolls">
            <EntryTable entries={rows} />
          </div>
        )}
      </List>
    </Screen>
  )
}

function Filters({ finance }: { finance: FinanceScreen | undefined }) {
  const { params, change } = useListAddress()
  const rows = finance?.balances.flatMap((balance) => balance.rows) ?? []
  const accounts = new Set(rows.map(({ account }) => account))
  const lists = {
    month: monthChoices(finance?.months ?? []),
    kind: Object.entries(text.kinds).map(([value, label]) => ({ value, label })),
    account: [...accounts].map((value) => ({ value, label: text.accountOf(value) })),
  }
  return (
    <>
      {(['month', 'kind', 'account'] as const).map((name) => (
        <Select
          key={name}
          size="sm"
          w={name === 'account' ? '14rem' : '10rem'}
          aria-label={text.journal[name]}
          placeholder={text.journal[name]}
          clearable
          searchable={name === 'account'}
          data={lists[name]}
          value={params.get(name)}
          onChange={(next) => change({ [name]: next })}
        />
      ))}
    </>
  )
}
