import { IconReceipt } from '@tabler/icons-react'
import { Link, useSearchParams } from 'react-router'

import type { PromotionUseRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.promotions.uses

/** The orders that have the promotion, with what they saved. */
export function UsesTab({ id }: { id: string }) {
  const [params] = useSearchParams()
  const asked = new URLSearchParams({ page: params.get('page') ?? '1' })
  const uses = useList<PromotionUseRow>(['promotion-uses', id], `/promotions/${id}/uses`, asked)
  return (
    <List
      label={words.promotions.tabs.uses}
      of={uses}
      empty={<Empty icon={<IconReceipt aria-hidden />} title={text.empty} text={text.emptyText} />}
    >
      {(rows) => <Table columns={columns} rows={rows} keyOf={({ orderId }) => orderId} />}
    </List>
  )
}

const columns: readonly Column<PromotionUseRow>[] = [
  { name: text.columns.order, cell: (use) => <Order use={use} /> },
  { name: text.columns.amount, look: 'end num', cell: ({ amount }) => (amount ? showMoney(amount) : '') },
  { name: text.columns.customer, cell: ({ email }) => email },
  { name: text.columns.when, look: 'soft', cell: ({ at }) => <When at={at} /> },
  { name: text.columns.code, look: 'soft hide-small', cell: ({ code }) => code ?? '–' },
]

function Order({ use: { orderId, orderNumber, isReleased } }: { use: PromotionUseRow }) {
  return (
    <>
      {orderNumber === null ? (
        <span className="soft">{text.gone}</span>
      ) : (
        <Link className="row-link num" to={`/orders/${orderId}`}>
          #{orderNumber}
        </Link>
      )}{' '}
      {isReleased ? <Badge tone="calm">{text.released}</Badge> : null}
    </>
  )
}
