import { IconGavel } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { DisputeRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { showDay, showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { Tabs } from './Tabs.tsx'

const text = words.moneyToCheck.disputes

/** Every dispute; those to answer first. */
export function DisputesPage() {
  const disputes = useList<DisputeRow>(['money', 'disputes'], '/money/disputes')
  const { title, tabs, search } = words.moneyToCheck
  return (
    <Screen title={tabs.disputes} heading={<h1>{title}</h1>}>
      <Tabs />
      <List
        label={tabs.disputes}
        of={disputes}
        tools={<ListTools label={tabs.disputes} views={text.views} placeholder={search} />}
        hint={text.hint}
        empty={<NoneListed icon={<IconGavel aria-hidden />} text={text.empty} all="/payments/disputes" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
    </Screen>
  )
}

const tones = { inquiry: 'due', open: 'due', won: 'good', lost: 'bad' } as const

const waits = ({ state }: DisputeRow): boolean => state === 'inquiry' || state === 'open'

const columns: readonly Column<DisputeRow>[] = [
  {
    name: text.columns.order,
    cell: ({ orderId, orderNumber, isTest }) => (
      <>
        <Link className="row-link num" to={`/orders/${orderId}`}>
          #{orderNumber}
        </Link>{' '}
        {isTest ? <Badge tone="calm">{words.moneyToCheck.test}</Badge> : null}
      </>
    ),
  },
  { name: text.columns.amount, look: 'end num', cell: ({ amount }) => showMoney(amount) },
  { name: text.columns.reason, look: 'soft', cell: ({ reason }) => text.reason(reason) },
  {
    name: text.columns.due,
    look: 'named-small',
    cell: (row) => (row.dueAt && waits(row) ? showDay(row.dueAt.slice(0, 10)) : '–'),
  },
  { name: text.columns.since, look: 'soft', cell: ({ at }) => <When at={at} /> },
  {
    name: text.columns.state,
    cell: (row) => (
      <Badge tone={tones[row.state]} full={!waits(row)}>
        {text.states[row.state]}
      </Badge>
    ),
  },
]
