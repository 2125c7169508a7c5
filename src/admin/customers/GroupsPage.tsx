import { Button } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import type { GroupRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Empty } from '../components/Empty.tsx'
import { Problem } from '../components/Problem.tsx'
import { say, sayNo } from '../components/said.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { GroupForm } from './GroupForm.tsx'

const text = words.customers.groups

export function GroupsPage() {
  const groups = useQuery({ queryKey: ['customer-groups'], queryFn: () => ask<GroupRow[]>('GET', '/customer-groups') })
  const [edited, setEdited] = useState<GroupRow | 'new' | null>(null)
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <Back to="/customers">{words.customers.title}</Back>
        <h1>{text.title}</h1>
        <div className="actions">
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
            {text.add}
          </Button>
        </div>
      </div>
      <section className="list as-cards" aria-label={text.title} aria-busy={groups.isFetching}>
        {groups.isError ? <Problem of={groups} /> : null}
        {groups.data ? <Table groups={groups.data} onEdit={setEdited} /> : null}
      </section>
      {edited ? <GroupForm group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </main>
  )
}

function Table({ groups, onEdit }: { groups: readonly GroupRow[]; onEdit: (group: GroupRow) => void }) {
  if (groups.length === 0)
    return <Empty icon={<IconUsersGroup aria-hidden />} title={text.empty} text={text.emptyText} />
  return (
    <table>
      <thead>
        <tr>
          <th>{text.columns.name}</th>
          <th className="end">{text.columns.customers}</th>
          <th className="end">{text.columns.lists}</th>
          <th className="end" aria-label={words.more} />
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.id}>
            <td>
              {group.name}
              <p className="soft small">{group.code}</p>
            </td>
            <td className="end num hide-small">
              <Link className="link" to={`/customers?group=${group.id}`}>
                {group.customers}
              </Link>
            </td>
            <td className="end num hide-small">{group.lists}</td>
            <td className="end">
              <div className="buttons">
                <Button size="xs" variant="default" onClick={() => onEdit(group)}>
                  {text.edit}
                </Button>
                {group.customers === 0 && group.lists === 0 ? <Remove group={group} /> : null}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Remove({ group }: { group: GroupRow }) {
  const remove = useMutation({
    mutationFn: () => ask('DELETE', `/customer-groups/${group.id}`),
    onError: sayNo,
    onSuccess: () => say(text.removed),
    onSettled: () => queries.invalidateQueries({ queryKey: ['customer-groups'] }),
  })
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`${text.remove}: ${group.name}`}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      {text.remove}
    </Button>
  )
}
