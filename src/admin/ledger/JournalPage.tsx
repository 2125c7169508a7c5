import { Select } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { FinanceScreen, JournalEntryView, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { useListAddress } from '../components/address.ts'
import { Empty } from '../components/Empty.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { EntryTable } from './EntryTable.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { Tabs } from './Tabs.tsx'

const text = words.ledger

export function JournalPage() {
  const { params } = useListAddress()
  const mode = params.get('mode') === 'test' ? 'test' : 'live'
  const journal = useQuery({
    queryKey: ['journal', params.toString()],
    queryFn: () => ask<Page<JournalEntryView>>('GET', `/finance/journal?${params}`),
    placeholderData: keepPreviousData,
  })
  const finance = useQuery({
    queryKey: ['finance', `mode=${mode}`],
    queryFn: () => ask<FinanceScreen>('GET', `/finance?mode=${mode}`),
  })
  const busy = journal.isPlaceholderData ? ' busy' : ''
  return (
    <main className="page" id="content">
      <title>{text.journal.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        {finance.data?.hasTest ? (
          <div className="actions">
            <ModeSwitch mode={mode} />
          </div>
        ) : null}
      </div>
      <Tabs />
      <section className={`list${busy}`} aria-label={text.journal.title} aria-busy={journal.isFetching}>
        <ListTools label={text.journal.title} placeholder={text.journal.search}>
          <Filters finance={finance.data} />
        </ListTools>
        {journal.isError ? <Problem of={journal} /> : null}
        {journal.data && journal.data.rows.length > 0 ? (
          <>
            <div className="scrolls">
              <EntryTable entries={journal.data.rows} />
            </div>
            <Pager total={journal.data.total} page={journal.data.page} pageSize={journal.data.pageSize} />
          </>
        ) : null}
        {journal.data?.rows.length === 0 ? (
          <Empty icon={<IconScale aria-hidden />} title={text.journal.empty} text={text.journal.emptyText} />
        ) : null}
      </section>
    </main>
  )
}

function Filters({ finance }: { finance: FinanceScreen | undefined }) {
  const { params, change } = useListAddress()
  const rows = finance?.balances.flatMap((balance) => balance.rows) ?? []
  const accounts = new Set(rows.map(({ account }) => account))
  const lists = {
    month: (finance?.months ?? []).map((month) => ({ value: month, label: month })),
    kind: Object.entries(text.kinds).map(([value, label]) => ({ value, label })),
    account: [...accounts].map((value) => ({ value, label: text.accountOf(value) })),
  }
  return (
    <>
      {(['month', 'kind', 'account'] as const).map((name) => (
        <Select
          key={name}
          size="sm"
          w={name === 'account' ? '14rem' : '9rem'}
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
