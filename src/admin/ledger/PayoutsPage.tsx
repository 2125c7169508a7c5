import { Button, FileButton } from '@mantine/core'
import { IconBuildingBank, IconUpload } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { Page, PayoutRow, UploadAnswer } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { say } from '../components/said.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { Tabs } from './Tabs.tsx'

const text = words.ledger.payouts

export function PayoutsPage() {
  const [params] = useSearchParams()
  const payouts = useQuery({
    queryKey: ['payouts', params.toString()],
    queryFn: () => ask<Page<PayoutRow>>('GET', `/finance/payouts?${params}`),
    placeholderData: keepPreviousData,
  })
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{words.ledger.title}</h1>
      </div>
      <Tabs />
      <div className="stack">
        <UploadCard />
        <section className="list as-cards" aria-label={text.title} aria-busy={payouts.isFetching}>
          {payouts.isError ? <Problem of={payouts} /> : null}
          {payouts.data ? <Table page={payouts.data} /> : null}
        </section>
      </div>
    </main>
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

function Table({ page }: { page: Page<PayoutRow> }) {
  if (page.rows.length === 0)
    return <Empty icon={<IconBuildingBank aria-hidden />} title={text.empty} text={text.emptyText} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.payout}</th>
            <th className="end">{text.columns.amount}</th>
            <th>{text.columns.date}</th>
            <th>{text.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((payout) => (
            <tr key={payout.id}>
              <td>
                <Link className="row-link" to={`/finance/payouts/${payout.id}`}>
                  {text.gateways[payout.gateway] ?? payout.gateway} {payout.externalId}
                </Link>
              </td>
              <td className="end num">{showMoney(payout.amount)}</td>
              <td className="soft">
                <When at={payout.at} />
              </td>
              <td>
                <PayoutBadge bookedAt={payout.bookedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

export function PayoutBadge({ bookedAt }: { bookedAt: string | null }) {
  return (
    <Badge tone={bookedAt ? 'good' : 'due'} full={bookedAt !== null}>
      {bookedAt ? text.booked : text.open}
    </Badge>
  )
}
