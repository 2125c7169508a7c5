import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { FinanceScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { useListAddress } from '../components/address.ts'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { BalanceTable } from './BalanceTable.tsx'
import { CheckCard } from './CheckCard.tsx'
import { ExportCard } from './ExportCard.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { NothingBooked } from './NothingBooked.tsx'
import { Tabs } from './Tabs.tsx'

const text = words.ledger

export function FinancePage() {
  const { params } = useListAddress()
  const finance = useQuery({
    queryKey: ['finance', params.toString()],
    queryFn: () => ask<FinanceScreen>('GET', `/finance?${params}`),
    placeholderData: keepPreviousData,
  })
  return (
    <Screen
      title={text.title}
      busy={finance.isFetching}
      actions={finance.data?.hasTest ? <ModeSwitch mode={finance.data.mode} /> : null}
    >
      <Tabs />
      <Read of={finance}>{(screen) => <Books screen={screen} />}</Read>
    </Screen>
  )
}

function Books({ screen }: { screen: FinanceScreen }) {
  return (
    <div className="columns">
      <div className="stack">
        <UntilField screen={screen} />
        {screen.balances.map((balance) => (
          <BalanceTable key={balance.currency} balance={balance} mode={screen.mode} />
        ))}
        {screen.balances.length === 0 ? (
          <section className="card">
            <NothingBooked mode={screen.mode} hasTest={screen.hasTest} to="/finance" />
          </section>
        ) : null}
      </div>
      <div className="stack">
        <CheckCard check={screen.check} />
        <ExportCard screen={screen} />
      </div>
    </div>
  )
}

function UntilField({ screen }: { screen: FinanceScreen }) {
  const { change } = useListAddress()
  return (
    <TextInput
      type="date"
      label={text.balance.until}
      maw="14rem"
      value={screen.until ?? ''}
      onChange={(event) => change({ until: event.currentTarget.value }, true)}
    />
  )
}
