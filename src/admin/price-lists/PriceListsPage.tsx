import { IconTags } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { ListState, PriceListRow } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { Empty } from '../components/Empty.tsx'
import { showPeriod } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useWholeList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'

const text = words.priceLists

export function PriceListsPage() {
  const lists = useWholeList<PriceListRow>(['price-lists'], '/price-lists')
  return (
    <Screen title={text.title} actions={<NewButton to="/price-lists/new">{text.add}</NewButton>}>
      <p className="soft small lead">{text.rule}</p>
      <List
        label={text.title}
        of={lists}
        empty={<Empty icon={<IconTags aria-hidden />} title={text.empty} text={text.emptyText} />}
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
    </Screen>
  )
}

const tones: Record<ListState, 'good' | 'calm' | 'due'> = {
  base: 'good',
  running: 'good',
  scheduled: 'due',
  ended: 'calm',
  off: 'calm',
}

const columns: readonly Column<PriceListRow>[] = [
  {
    name: text.columns.name,
    cell: ({ id, state, market, currency, name }) => (
      <>
        <Link className="row-link" to={`/price-lists/${id}`}>
          {state === 'base' ? text.ordinary(market) : name}
        </Link>
        <p className="soft small">{text.edit.marketOf(market, currency)}</p>
      </>
    ),
  },
  { name: text.columns.state, cell: ({ state }) => <Badge tone={tones[state]}>{text.states[state]}</Badge> },
  { name: text.columns.for, look: 'soft', cell: ({ group }) => group ?? text.everybody },
  { name: text.columns.when, look: 'soft small', cell: (list) => showPeriod(list, text) },
  { name: text.columns.variants, look: 'end num hide-small', cell: ({ variants }) => variants.toLocaleString('en') },
]
