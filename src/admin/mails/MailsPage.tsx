import { IconMail } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { MailRow } from '../../admin-api/types.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { MailBadge } from './MailBadge.tsx'

const text = words.mails

export function MailsPage() {
  const mails = useList<MailRow>(['mails'], '/mails')
  const isKept = mails.data?.rows.some((mail) => mail.state === 'kept') ?? false
  return (
    <Screen title={text.title}>
      <List
        label={text.title}
        of={mails}
        tools={<ListTools label={text.title} views={text.views} placeholder={text.search} />}
        hint={isKept ? text.keptHint : null}
        empty={<NoneListed icon={<IconMail aria-hidden />} text={text.empty} all="/mails" />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
    </Screen>
  )
}

const columns: readonly Column<MailRow>[] = [
  {
    name: text.columns.subject,
    cell: ({ id, subject }) => (
      <Link className="row-link" to={`/mails/${id}`}>
        {subject}
      </Link>
    ),
  },
  { name: text.columns.date, look: 'soft', cell: ({ at }) => <When at={at} /> },
  { name: text.columns.to, look: 'soft', cell: ({ to }) => to },
  { name: text.columns.state, cell: ({ state }) => <MailBadge state={state} /> },
]
