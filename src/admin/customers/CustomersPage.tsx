import { Button, NativeSelect } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { CustomerRow, GroupRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { useListAddress } from '../components/address.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.customers

export function CustomersPage() {
  const customers = useList<CustomerRow>(['customers'], '/customers')
  return (
    <Screen title={text.title} actions={<Actions />}>
      <List
        label={text.title}
        of={customers}
        tools={
          <ListTools label={text.title} placeholder={text.search}>
            <GroupFilter />
          </ListTools>
        }
        empty={
          <NoneListed icon={<IconUsers aria-hidden />} text={text.empty} all="/customers">
            <Link className="link" to="/customers/new">
              {text.add}
            </Link>
          </NoneListed>
        }
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} sorted="-since" />}
      </List>
    </Screen>
  )
}

const Actions = () => (
  <>
    <Button component={Link} to="/customer-groups" variant="default">
      {text.groups.open}
    </Button>
    <NewButton to="/customers/new">{text.add}</NewButton>
  </>
)

function GroupFilter() {
  const { params, change } = useListAddress()
  const groups = useQuery({ queryKey: ['customer-groups'], queryFn: () => ask<GroupRow[]>('GET', '/customer-groups') })
  if (!groups.data || groups.data.length === 0) return null
  return (
    <NativeSelect
      aria-label={text.columns.group}
      size="sm"
      value={params.get('group') ?? ''}
      data={[{ value: '', label: text.anyGroup }, ...groups.data.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => change({ group: event.currentTarget.value })}
    />
  )
}

const columns: readonly Column<CustomerRow>[] = [
  {
    name: text.columns.email,
    sort: 'name',
    cell: ({ id, name, email }) => (
      <>
        <Link className="row-link" to={`/customers/${id}`}>
          {name || email}
        </Link>
        {name ? <p className="soft small">{email}</p> : null}
      </>
    ),
  },
  { name: text.columns.group, look: 'soft', sort: 'group', cell: ({ groupName }) => groupName ?? '–' },
  { name: text.columns.orders, look: 'end num hide-small', cell: ({ orders }) => orders },
  {
    name: text.columns.since,
    look: 'end soft small hide-small',
    sort: '-since',
    cell: ({ createdAt }) => <When at={createdAt} />,
  },
]
