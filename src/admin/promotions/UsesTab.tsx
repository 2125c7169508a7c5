import { IconReceipt } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { Page, PromotionUseRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showMoney } from '../components/format.ts'
import { Pager } from '../components/Pager.tsx'
import { Problem } from '../components/Problem.tsx'
import { When } from '../components/When.tsx'
import { words } from '../messages/index.ts'

const text = words.promotions.uses

/** The orders that have the promotion, with what they saved. */
export function UsesTab({ id }: { id: string }) {
  const [params] = useSearchParams()
  const page = params.get('page') ?? '1'
  const uses = useQuery({
    queryKey: ['promotion-uses', id, page],
    queryFn: () => ask<Page<PromotionUseRow>>('GET', `/promotions/${id}/uses?page=${page}`),
    placeholderData: keepPreviousData,
  })
  return (
    <section className="list as-cards" aria-label={words.promotions.tabs.uses} aria-busy={uses.isFetching}>
      {uses.isError ? <Problem of={uses} /> : null}
      {uses.data ? <Uses page={uses.data} /> : null}
    </section>
  )
}

function Uses({ page }: { page: Page<PromotionUseRow> }) {
  if (page.rows.length === 0)
    return <Empty icon={<IconReceipt aria-hidden />} title={text.empty} text={text.emptyText} />
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{text.columns.order}</th>
            <th>{text.columns.amount}</th>
            <th>{text.columns.customer}</th>
            <th>{text.columns.when}</th>
            <th>{text.columns.code}</th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((use) => (
            <tr key={use.orderId}>
              <td>
                {use.orderNumber === null ? (
                  <span className="soft">{text.gone}</span>
                ) : (
                  <Link className="row-link" to={`/orders/${use.orderId}`}>
                    #{use.orderNumber}
                  </Link>
                )}{' '}
                {use.isReleased ? <Badge tone="calm">{text.released}</Badge> : null}
              </td>
              <td className="num">{use.amount ? showMoney(use.amount) : ''}</td>
              <td>{use.email}</td>
              <td className="soft">
                <When at={use.at} />
              </td>
              <td className="soft hide-small">{use.code ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager total={page.total} page={page.page} pageSize={page.pageSize} />
    </>
  )
}
