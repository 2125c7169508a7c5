import { IconCreditCard } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { AttentionRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { Tabs } from './Tabs.tsx'

const text = words.moneyToCheck

/** Every payment that somebody must look at; what is done about it is done at its order. */
export function AttentionPage() {
  const found = useList<AttentionRow>(['money', 'attention'], '/money/attention')
  return (
    <Screen title={text.tabs.attention} heading={<h1>{text.title}</h1>}>
      <Tabs />
      <List
        label={text.tabs.attention}
        of={found}
        tools={<ListTools label={text.tabs.attention} views={text.views} placeholder={text.search} />}
        empty={<NoneListed icon={<IconCreditCard aria-hidden />} text={text.empty} all="/payments" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ kind, id }) => `${kind} ${id}`} />}
      </List>
    </Screen>
  )
}

const columns: readonly Column<AttentionRow>[] = [
  {
    name: text.columns.what,
    cell: ({ kind, orderId, why, isTest }) => (
      <>
        <Link className="row-link" to={`/orders/${orderId}`}>
          {text.kinds[kind]}
        </Link>{' '}
        {why === '' ? null : <span className="soft">{text.why[why] ?? why}</span>}{' '}
        {isTest ? <Badge tone="calm">{text.test}</Badge> : null}
      </>
    ),
  },
  { name: text.columns.order, look: 'num', cell: ({ orderNumber }) => `#${orderNumber}` },
  { name: text.columns.amount, look: 'end num', cell: ({ amount }) => showMoney(amount) },
  { name: text.columns.provider, look: 'soft', cell: ({ gateway }) => gateway },
  { name: text.columns.since, look: 'soft', cell: ({ at }) => <When at={at} /> },
  { name: text.columns.until, look: 'soft named-small', cell: ({ until }) => (until ? <When at={until} /> : null) },
]
