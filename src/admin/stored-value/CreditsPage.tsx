import { IconWallet } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { CreditRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'
import { GrantForm } from './GrantForm.tsx'
import { ValueScreen } from './ValueScreen.tsx'

const all = words.storedValue
const text = all.credit

export function CreditsPage() {
  const accounts = useList<CreditRow>(['store-credit'], '/store-credit')
  return (
    <ValueScreen
      title={text.title}
      add={text.add}
      form={(choices, close) => <GrantForm choices={choices} onClose={close} />}
    >
      <List
        label={text.title}
        of={accounts}
        tools={<ListTools label={text.title} placeholder={text.search} />}
        empty={<NoneListed icon={<IconWallet aria-hidden />} text={text.empty} all="/store-credit" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
    </ValueScreen>
  )
}

const columns: readonly Column<CreditRow>[] = [
  { name: all.columns.customer, cell: (account) => <Whose account={account} /> },
  {
    name: all.columns.next,
    look: 'soft',
    cell: ({ nextEnd }) => (nextEnd ? text.nextEnd(showMoney(nextEnd.amount), showEnd(nextEnd.at)) : text.noEnd),
  },
  { name: all.columns.left, look: 'end num', cell: ({ balance }) => showMoney(balance) },
]

function Whose({ account: { id, name, email, isTest } }: { account: CreditRow }) {
  return (
    <>
      <Link className="row-link" to={`/store-credit/${id}`}>
        {name || email}
      </Link>
      {isTest ? (
        <>
          {' '}
          <Badge tone="due">{all.cards.states.test}</Badge>
        </>
      ) : null}
      {name ? <p className="soft small">{email}</p> : null}
    </>
  )
}
