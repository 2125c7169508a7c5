import { Button } from '@mantine/core'
import { IconDownload, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'

import type { CouponRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Empty } from '../components/Empty.tsx'
import { showPeriod } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
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
  const codes = useList<CouponRow>(['promotion-codes', id], `/promotions/${id}/codes`, asked)
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
          <NewButton onClick={() => setOpen('new')}>{text.code.add}</NewButton>
        </div>
      ) : null}
      <List
        label={text.tabs.codes}
        of={codes}
        tools={<ListTools label={text.tabs.codes} placeholder={text.code.search} />}
        empty={<NoCodes byCode={byCode} filtered={params.has('search')} />}
      >
        {(rows) => <Table columns={columnsOf(setOpen)} rows={rows} keyOf={({ id: code }) => code} />}
      </List>
      {open !== null && open !== 'many' ? (
        <CodeForm promotionId={id} coupon={open === 'new' ? null : open} onClose={close} />
      ) : null}
      {open === 'many' ? <GenerateForm promotionId={id} onClose={close} /> : null}
    </>
  )
}

function NoCodes({ byCode, filtered }: { byCode: boolean; filtered: boolean }) {
  const icon = <IconTicket aria-hidden />
  if (filtered) return <Empty icon={icon} title={text.code.none} text={text.code.noneText} />
  if (!byCode) return <Empty icon={icon} title={text.code.automatic} text={text.code.automaticText} />
  return <Empty icon={icon} title={text.code.empty} text={text.code.emptyText} />
}

type Edit = (coupon: CouponRow) => void

const columnsOf = (onEdit: Edit): readonly Column<CouponRow>[] => [
  { name: text.code.columns.code, cell: (coupon) => <Code coupon={coupon} onEdit={onEdit} /> },
  {
    name: text.code.columns.state,
    cell: ({ active }) => (
      <Badge tone={active ? 'good' : 'calm'} full={active}>
        {active ? text.code.on : text.code.off}
      </Badge>
    ),
  },
  { name: text.code.columns.when, look: 'soft small', cell: (coupon) => showPeriod(coupon, text) },
  {
    name: text.code.columns.uses,
    look: 'end num named-small',
    cell: ({ uses, maxUses }) => text.usesOf(uses, maxUses),
  },
  { name: text.code.columns.for, look: 'soft hide-small', cell: ({ onlyFor }) => onlyFor ?? text.code.anybody },
]

function Code({ coupon, onEdit }: { coupon: CouponRow; onEdit: Edit }) {
  return (
    <>
      <button type="button" className="row-link plain-button" onClick={() => onEdit(coupon)}>
        {coupon.code}
      </button>{' '}
      <span className="above-row">
        <CopyButton value={coupon.code} what={text.code.field} />
      </span>
      {coupon.batch === '' ? null : <p className="soft small">{coupon.batch}</p>}
    </>
  )
}
