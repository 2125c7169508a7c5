import { Button, FileButton } from '@mantine/core'
import { IconBuildingBank, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { PayoutRow, UploadAnswer } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { say } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { Tabs } from './Tabs.tsx'

const text = words.ledger.payouts

export function PayoutsPage() {
  const payouts = useList<PayoutRow>(['payouts'], '/finance/payouts')
  return (
    <Screen title={text.title} heading={<h1>{words.ledger.title}</h1>}>
      <Tabs />
      <div className="stack">
        <UploadCard />
        <List
          label={text.title}
          of={payouts}
          empty={<Empty icon={<IconBuildingBank aria-hidden />} title={text.empty} text={text.emptyText} />}
        >
          {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
        </List>
      </div>
    </Screen>
  )
}

function UploadCard() {
  const upload = useMutation({
    mutationFn: (file: File) =>
      ask<UploadAnswer>('POST', `/finance/payouts?name=${encodeURIComponent(file.name.slice(0, 200))}`, file),
    onSuccess: ({ added, movements }) => {
      say(text.uploaded(added, movements))
      return queries.invalidateQueries({ queryKey: ['payouts'] })
    },
  })
  const problem = problemsOf(upload.error)['file'] ?? upload.error?.message
  return (
    <section className="card" aria-label={text.upload}>
      <div className="body">
        <div>
          <FileButton accept=".csv,text/csv" onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button {...props} loading={upload.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
                {text.upload}
              </Button>
            )}
          </FileButton>
        </div>
        {problem ? (
          <p className="alarm" role="alert">
            {problem}
          </p>
        ) : null}
        {upload.data && upload.data.waiting > 0 ? <p className="warn">{text.waiting(upload.data.waiting)}</p> : null}
        <p className="soft small">{text.hint}</p>
      </div>
    </section>
  )
}

const columns: readonly Column<PayoutRow>[] = [
  {
    name: text.columns.payout,
    cell: ({ id, gateway, externalId }) => (
      <Link className="row-link" to={`/finance/payouts/${id}`}>
        {text.gateways[gateway] ?? gateway} {externalId}
      </Link>
    ),
  },
  { name: text.columns.amount, look: 'end num', cell: ({ amount }) => showMoney(amount) },
  { name: text.columns.date, look: 'soft', cell: ({ at }) => <When at={at} /> },
  { name: text.columns.state, cell: ({ bookedAt }) => <PayoutBadge bookedAt={bookedAt} /> },
]

export function PayoutBadge({ bookedAt }: { bookedAt: string | null }) {
  return (
    <Badge tone={bookedAt ? 'good' : 'due'} full={bookedAt !== null}>
      {bookedAt ? text.booked : text.open}
    </Badge>
  )
}
