import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { ListState, PriceListRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { showWhen } from '../components/format.ts'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'

const text = words.priceLists

export function PriceListsPage() {
  const lists = useQuery({ queryKey: ['price-lists'], queryFn: () => ask<PriceListRow[]>('GET', '/price-lists') })
  return (
    <main className="page" id="content">
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
        <div className="actions">
          <Button component={Link} to="/price-lists/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {text.add}
          </Button>
        </div>
      </div>
      <p className="soft small lead">{text.rule}</p>
      <section className="list as-cards" aria-label={text.title} aria-busy={lists.isFetching}>
        {lists.isError ? <Problem of={lists} /> : null}
        {lists.data ? <Table lists={lists.data} /> : null}
      </section>
    </main>
  )
}

const Table = ({ lists }: { lists: readonly PriceListRow[] }) => (
  <table>
    <thead>
      <tr>
        <th>{text.columns.name}</th>
        <th>{text.columns.state}</th>
        <th>{text.columns.for}</th>
        <th>{text.columns.when}</th>
        <th className="end">{text.columns.variants}</th>
      </tr>
    </thead>
    <tbody>
      {lists.map((list) => (
        <tr key={list.id}>
          <td>
            <Link className="row-link" to={`/price-lists/${list.id}`}>
              {list.state === 'base' ? text.ordinary(list.market) : list.name}
            </Link>
            <p className="soft small">{text.edit.marketOf(list.market, list.currency)}</p>
          </td>
          <td>
            <Badge tone={tones[list.state]}>{text.states[list.state]}</Badge>
          </td>
          <td className="soft">{list.group ?? text.everybody}</td>
          <td className="soft small">{datesOf(list)}</td>
          <td className="end num hide-small">{list.variants.toLocaleString('en')}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const tones: Record<ListState, 'good' | 'calm' | 'due'> = {
  base: 'good',
  running: 'good',
  scheduled: 'due',
  ended: 'calm',
  off: 'calm',
}

function datesOf({ startsAt, endsAt }: PriceListRow): string {
  const parts = [startsAt && text.from(showWhen(startsAt)), endsAt && text.until(showWhen(endsAt))].filter(Boolean)
  return parts.length === 0 ? text.always : parts.join(' ')
}
