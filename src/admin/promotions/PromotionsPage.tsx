import { Switch } from '@mantine/core'
import { IconDiscount } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { PromotionRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { showPeriod } from '../components/format.ts'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { NoneListed } from '../components/NoneListed.tsx'
import { sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { StateBadge } from './StateBadge.tsx'

const text = words.promotions

export function PromotionsPage() {
  const promotions = useList<PromotionRow>(['promotions'], '/promotions')
  return (
    <Screen title={text.title} actions={<NewButton to="/promotions/new">{text.add}</NewButton>}>
      <List
        label={text.title}
        of={promotions}
        tools={<ListTools label={text.title} views={text.views} placeholder={text.search} />}
        empty={
          <NoneListed icon={<IconDiscount aria-hidden />} text={text.empty} all="/promotions">
            <Link className="link" to="/promotions/new">
              {text.add}
            </Link>
          </NoneListed>
        }
      >
        {(rows) => <Table columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </List>
    </Screen>
  )
}

const columns: readonly Column<PromotionRow>[] = [
  { name: text.columns.name, sort: 'name', cell: (promotion) => <Name promotion={promotion} /> },
  { name: text.columns.state, cell: ({ state }) => <StateBadge state={state} /> },
  { name: text.columns.when, look: 'soft small', sort: 'ends', cell: (promotion) => showPeriod(promotion, text) },
  { name: text.edit.active, cell: ({ id, name, state }) => <OnOff id={id} name={name} isOn={state !== 'off'} /> },
  {
    name: text.columns.uses,
    sort: '-uses',
    look: 'end num named-small',
    cell: ({ uses, maxUses }) => text.usesOf(uses, maxUses),
  },
]

function Name({ promotion }: { promotion: PromotionRow }) {
  const { id, name, byCode, codes, priority, stacks } = promotion
  const facts = [
    byCode ? text.codes(codes) : text.automatic,
    priority === 0 ? null : `${text.edit.priority} ${priority}`,
    stacks ? null : text.words.alone,
  ].filter(Boolean)
  return (
    <>
      <Link className="row-link" to={`/promotions/${id}`}>
        {name}
      </Link>
      <p className="soft small">{facts.join(' · ')}</p>
    </>
  )
}

/** The row is a link; the switch in it is not. */
function OnOff({ id, name, isOn }: { id: string; name: string; isOn: boolean }) {
  const turn = useMutation({
    mutationFn: (active: boolean) => ask('POST', `/promotions/${id}/switch`, { active }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['promotions'] }),
    onError: sayNo,
  })
  return (
    <Switch
      className="above-row"
      aria-label={`${text.edit.active}: ${name}`}
      checked={turn.isPending ? turn.variables : isOn}
      onChange={(event) => turn.mutate(event.currentTarget.checked)}
    />
  )
}
