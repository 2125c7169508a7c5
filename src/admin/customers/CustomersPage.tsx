import { Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { CustomerRow, GroupRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { useListAddress } from '../components/address.ts'
import { Empty } from '../components/Empty.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.customers

export function CustomersPage() {
  const [params] = useSearchParams()
  const customers = useQuery({
    queryKey: ['customers', params.toString()],
    queryFn: () => ask<Page<CustomerRow>>('GET', `/customers?${params}`),
    placeholderData: keepPreviousData,
  })
  const busy = customers.isPlaceholderData ? ' busy' : ''
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button component={Link} to="/customer-groups" variant="default">
            {text.groups.open}
          </Button>
          <Button component={Link} to="/customers/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {text.add}
          </Button>
        </div>
      </div>
      <section className={`list as-cards${busy}`} aria-label={text.title} aria-busy={customers.isFetching}>
        <ListTools label={text.title} placeholder={text.search}>
          <GroupFilter />
        </ListTools>
        {customers.isError ? <Problem of={customers} /> : null}
        {customers.data ? <Table page={customers.data} filtered={params.size > 0} /> : null}
      </section>
    </main>
  )
}

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

function Table({ page, filtered }: { page: Page<CustomerRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoCustomers filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.email}</th>
            <th>{text.columns.group}</th>
            <th className="end">{text.columns.since}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map(({ id, email, name, groupName, createdAt }) => (
            <tr key={id}>
              <td>
                <Link className="row-link" to={`/customers/${id}`}>
                  {name || email}
                </Link>
                {name ? <p className="soft small">{email}</p> : null}
              </td>
              <td className="soft">{groupName ?? '–'}</td>
              <td className="end soft small hide-small">
                <When at={createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function NoCustomers({ filtered }: { filtered: boolean }) {
  const icon = <IconUsers aria-hidden />
  if (!filtered)
    return (
      <Empty icon={icon} title={text.empty.all} text={text.empty.allText}>
        <Link className="link" to="/customers/new">
          {text.add}
        </Link>
      </Empty>
    )
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/customers">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
