import { Button } from '@mantine/core'
import { IconDownload, IconPlus, IconTicket } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import type { CouponRow, Page } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Empty } from '../components/Empty.tsx'
import { showWhen } from '../components/format.ts'
import { ListTools } from '../components/ListTools.tsx'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { CodeForm } from './CodeForm.tsx'
import { GenerateForm } from './GenerateForm.tsx'

const text = words.promotions

/** Which code's form is open: a new one's, a known one's, or many at once. */
type Open = CouponRow | 'new' | 'many' | null

export function CodesTab({ id, byCode }: { id: string; byCode: boolean }) {
  const [params] = useSearchParams()
  const [open, setOpen] = useState<Open>(null)
  const asked = new URLSearchParams({ search: params.get('search') ?? '', page: params.get('page') ?? '1' })
  const codes = useQuery({
    queryKey: ['promotion-codes', id, asked.toString()],
    queryFn: () => ask<Page<CouponRow>>('GET', `/promotions/${id}/codes?${asked}`),
    placeholderData: keepPreviousData,
  })
  const close = (): void => setOpen(null)
  return (
    <>
      {byCode ? (
        <div className="buttons tab-tools">
          <Button
            component="a"
            variant="default"
            href={`/admin/api/promotions/${id}/codes.csv`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {text.code.download}
          </Button>
          <Button variant="default" onClick={() => setOpen('many')}>
            {text.code.generate}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
            {text.code.add}
          </Button>
        </div>
      ) : null}
      <section className="list as-cards" aria-label={text.tabs.codes} aria-busy={codes.isFetching}>
        <ListTools label={text.tabs.codes} placeholder={text.code.search} />
        {codes.isError ? <Problem of={codes} /> : null}
        {codes.data ? (
          <Codes page={codes.data} byCode={byCode} filtered={params.has('search')} onEdit={setOpen} />
        ) : null}
      </section>
      {open !== null && open !== 'many' ? (
        <CodeForm promotionId={id} coupon={open === 'new' ? null : open} onClose={close} />
      ) : null}
      {open === 'many' ? <GenerateForm promotionId={id} onClose={close} /> : null}
    </>
  )
}

type CodesProps = { page: Page<CouponRow>; byCode: boolean; filtered: boolean; onEdit: (coupon: CouponRow) => void }

function Codes({ page, byCode, filtered, onEdit }: CodesProps) {
  const icon = <IconTicket aria-hidden />
  if (page.rows.length === 0 && filtered) return <Empty icon={icon} title={text.code.none} text={text.code.noneText} />
  if (page.rows.length === 0 && !byCode)
    return <Empty icon={icon} title={text.code.automatic} text={text.code.automaticText} />
  if (page.rows.length === 0) return <Empty icon={icon} title={text.code.empty} text={text.code.emptyText} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.code.columns.code}</th>
            <th>{text.code.columns.state}</th>
            <th>{text.code.columns.when}</th>
            <th>{text.code.columns.uses}</th>
            <th>{text.code.columns.for}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((coupon) => (
            <Row key={coupon.id} coupon={coupon} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}

function Row({ coupon, onEdit }: { coupon: CouponRow; onEdit: (coupon: CouponRow) => void }) {
  const { code, active, onlyFor, uses, maxUses, batch, startsAt, endsAt } = coupon
  const dates = [startsAt && text.from(showWhen(startsAt)), endsAt && text.until(showWhen(endsAt))].filter(Boolean)
  return (
    <tr>
      <td>
        <button type="button" className="row-link plain-button" onClick={() => onEdit(coupon)}>
          {code}
        </button>{' '}
        <span className="above-row">
          <CopyButton value={code} what={text.code.field} />
        </span>
        {batch === '' ? null : <p className="soft small">{batch}</p>}
      </td>
      <td>
        <Badge tone={active ? 'good' : 'calm'} full={active}>
          {active ? text.code.on : text.code.off}
        </Badge>
      </td>
      <td className="soft small">{dates.length === 0 ? text.always : dates.join(' ')}</td>
      <td className="num">{text.usesOf(uses, maxUses)}</td>
      <td className="soft hide-small">{onlyFor ?? text.code.anybody}</td>
    </tr>
  )
}
