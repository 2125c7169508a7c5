import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import type { GroupRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { FormModal } from '../components/FormModal.tsx'
import { List } from '../components/List.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useWholeList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { GroupForm } from './GroupForm.tsx'

const text = words.customers.groups

export function GroupsPage() {
  const groups = useWholeList<GroupRow>(['customer-groups'], '/customer-groups')
  const [edited, setEdited] = useState<GroupRow | 'new' | null>(null)
  return (
    <Screen
      title={text.title}
      back={{ to: '/customers', name: words.customers.title }}
      actions={<NewButton onClick={() => setEdited('new')}>{text.add}</NewButton>}
    >
      <List
        label={text.title}
        of={groups}
        empty={<Empty icon={<IconUsersGroup aria-hidden />} title={text.empty} text={text.emptyText} />}
      >
        {(rows) => <Table columns={columnsOf(setEdited)} rows={rows} keyOf={({ id }) => id} />}
      </List>
      {edited ? <GroupForm group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </Screen>
  )
}

const columnsOf = (onEdit: (group: GroupRow) => void): readonly Column<GroupRow>[] => [
  {
    name: text.columns.name,
    cell: ({ name, code }) => (
      <>
        {name}
        <p className="soft small">{code}</p>
      </>
    ),
  },
  {
    name: text.columns.customers,
    look: 'end num hide-small',
    cell: ({ id, customers }) => (
      <Link className="link" to={`/customers?group=${id}`}>
        {customers}
      </Link>
    ),
  },
  { name: text.columns.lists, look: 'end num hide-small', cell: ({ lists }) => lists },
  {
    name: '',
    look: 'end',
    cell: (group) => (
      <div className="buttons">
        <Button size="xs" variant="default" onClick={() => onEdit(group)}>
          {text.edit}
        </Button>
        {group.customers === 0 && group.lists === 0 ? <Remove group={group} /> : null}
      </div>
    ),
  },
]

function Remove({ group }: { group: GroupRow }) {
  const [asking, { open, close }] = useDisclosure()
  const remove = useMutation({
    mutationFn: () => ask('DELETE', `/customer-groups/${group.id}`),
    onError: sayNo,
    onSuccess: () => {
      say(text.removed)
      close()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['customer-groups'] }),
  })
  return (
    <>
      <Button size="xs" variant="default" aria-label={`${text.remove}: ${group.name}`} onClick={open}>
        {text.remove}
      </Button>
      {asking ? (
        <FormModal
          title={`${text.remove}: ${group.name}`}
          action={text.remove}
          onSubmit={() => remove.mutate()}
          onClose={close}
          busy={remove.isPending}
          danger
          begin="keep"
        >
          <p>{text.removeText}</p>
        </FormModal>
      ) : null}
    </>
  )
}
