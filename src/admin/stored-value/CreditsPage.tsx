import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconWallet } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { CreditRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'
import { GrantForm } from './GrantForm.tsx'
import { Tabs } from './Tabs.tsx'
import { useChoices } from './use-choices.ts'

const all = words.storedValue
const text = all.credit

export function CreditsPage() {
  const [params] = useSearchParams()
  const [isOpen, { open, close }] = useDisclosure()
  const choices = useChoices()
  const accounts = useQuery({
    queryKey: ['store-credit', params.toString()],
    queryFn: () => ask<Page<CreditRow>>('GET', `/store-credit?${params}`),
    placeholderData: keepPreviousData,
  })
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open} disabled={!choices.data}>
            {text.add}
          </Button>
        </div>
      </div>
      {isOpen && choices.data ? <GrantForm choices={choices.data} onClose={close} /> : null}
      <Tabs />
      <section className="list as-cards" aria-label={text.title} aria-busy={accounts.isFetching}>
        <ListTools label={text.title} views={{}} placeholder={text.search} />
        {accounts.isError ? <Problem of={accounts} /> : null}
        {accounts.data ? <Table page={accounts.data} filtered={params.size > 0} /> : null}
      </section>
    </main>
  )
}

function Table({ page, filtered }: { page: Page<CreditRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoCredit filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{all.columns.customer}</th>
            <th>{all.columns.next}</th>
            <th className="end">{all.columns.left}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((account) => (
            <tr key={account.id}>
              <td>
                <Link className="row-link" to={`/store-credit/${account.id}`}>
                  {account.name || account.email}
                </Link>
                {account.name ? <span className="soft"> {account.email}</span> : null}
                {account.isTest ? <Badge tone="due">{all.cards.states.test}</Badge> : null}
              </td>
              <td className="soft">
                {account.nextEnd
                  ? text.nextEnd(showMoney(account.nextEnd.amount), showEnd(account.nextEnd.at))
                  : text.noEnd}
              </td>
              <td className="end num">{showMoney(account.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function NoCredit({ filtered }: { filtered: boolean }) {
  const icon = <IconWallet aria-hidden />
  if (!filtered) return <Empty icon={icon} title={text.empty.all} text={text.empty.allText} />
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/store-credit">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
