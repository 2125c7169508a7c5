import { IconMail } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { MailRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Empty } from '../components/Empty.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'
import { MailBadge } from './MailBadge.tsx'

const text = words.mails

export function MailsPage() {
  const [params] = useSearchParams()
  const mails = useQuery({
    queryKey: ['mails', params.toString()],
    queryFn: () => ask<Page<MailRow>>('GET', `/mails?${params}`),
    placeholderData: keepPreviousData,
  })
  const isKept = mails.data?.rows.some((mail) => mail.state === 'kept') ?? false
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <section className="list as-cards" aria-label={text.title} aria-busy={mails.isFetching}>
        <ListTools label={text.title} views={text.views} placeholder={text.search} />
        {isKept ? <p className="list-hint soft">{text.keptHint}</p> : null}
        {mails.isError ? <Problem of={mails} /> : null}
        {mails.data ? <Table page={mails.data} filtered={params.size > 0} /> : null}
      </section>
    </main>
  )
}

function Table({ page, filtered }: { page: Page<MailRow>; filtered: boolean }) {
  if (page.rows.length === 0) return <NoMails filtered={filtered} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.subject}</th>
            <th>{text.columns.date}</th>
            <th>{text.columns.to}</th>
            <th>{text.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((mail) => (
            <tr key={mail.id}>
              <td>
                <Link className="row-link" to={`/mails/${mail.id}`}>
                  {mail.subject}
                </Link>
              </td>
              <td className="soft">
                <When at={mail.at} />
              </td>
              <td className="soft">{mail.to}</td>
              <td>
                <MailBadge state={mail.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function NoMails({ filtered }: { filtered: boolean }) {
  const icon = <IconMail aria-hidden />
  if (!filtered) return <Empty icon={icon} title={text.empty.all} text={text.empty.allText} />
  return (
    <Empty icon={icon} title={text.empty.none} text={text.empty.noneText}>
      <Link className="link" to="/mails">
        {text.empty.showAll}
      </Link>
    </Empty>
  )
}
