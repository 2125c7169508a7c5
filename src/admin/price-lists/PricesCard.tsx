import { Button } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ListedVariantRow, PriceListScreen, TierEdit } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { useListAddress } from '../components/address.ts'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { Empty } from '../components/Empty.tsx'
import { List } from '../components/List.tsx'
import { ListTools } from '../components/ListTools.tsx'
import { say } from '../components/said.ts'
import { type Column, Table } from '../components/Table.tsx'
import { useList } from '../components/use-list.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { PasteButton } from './PasteButton.tsx'
import { StepsCell } from './StepsCell.tsx'
import { VariantName } from './VariantName.tsx'

const text = words.priceLists

type Props = {
  list: PriceListScreen
  version: number
  onSaved: (version: number) => void
  onReload: () => void
}

/** A step that is being typed may be without a number or an amount. */
export type Step = { fromQuantity: number | null; amount: number | null }

/** What was typed, by variant, over all pages and searches, until it is saved. */
type Typed = ReadonlyMap<string, readonly Step[]>

const isWhole = (step: Step): step is TierEdit =>
  step.fromQuantity !== null && step.amount !== null && !Number.isNaN(step.amount)

export function PricesCard({ list, version, onSaved, onReload }: Props) {
  const [typed, setTyped] = useState<Typed>(new Map())
  const saved = (next: number): void => {
    onSaved(next)
    setTyped(new Map())
    void queries.invalidateQueries({ queryKey: ['list-prices', list.id] })
    void queries.invalidateQueries({ queryKey: ['price-lists'] })
  }
  const save = useMutation({
    mutationFn: () => {
      const prices = [...typed].map(([variantId, steps]) => ({ variantId, tiers: steps.filter(isWhole) }))
      return ask<{ version: number }>('PUT', `/price-lists/${list.id}/prices`, { version, prices })
    },
    onError: sayUnlessConflict,
    onSuccess: (answer) => {
      say(text.prices.saved)
      saved(answer.version)
    },
  })
  const isHalf = [...typed.values()].some((steps) => !steps.every(isWhole))
  return (
    <section className="card" aria-labelledby="prices">
      <header>
        <h2 id="prices">{text.prices.title}</h2>
        <div className="actions">
          <PasteButton listId={list.id} version={version} onSaved={saved} />
        </div>
      </header>
      <Conflict error={save.error} title={text.edit.conflict} action={text.edit.load} onReload={onReload} />
      <Rows
        list={list}
        typed={typed}
        problems={problemsOf(save.error)}
        onType={(id, steps) => setTyped((old) => new Map(old).set(id, steps))}
      />
      {typed.size > 0 ? (
        <div className="foot">
          <div className="buttons">
            <span className="soft small">{text.prices.changed(typed.size)}</span>
            <Button variant="default" onClick={() => setTyped(new Map())} disabled={save.isPending}>
              {words.discard}
            </Button>
            <Button onClick={() => save.mutate()} loading={save.isPending} disabled={isHalf}>
              {text.prices.save}
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  )
}

type RowsProps = {
  list: PriceListScreen
  typed: Typed
  problems: Record<string, string>
  onType: (variantId: string, steps: readonly Step[]) => void
}

function Rows({ list, typed, problems, onType }: RowsProps) {
  const { params } = useListAddress()
  const asked = new URLSearchParams({ only: params.get('view') ?? 'listed' })
  for (const name of ['search', 'page']) if (params.has(name)) asked.set(name, params.get(name) ?? '')
  const found = useList<ListedVariantRow>(['list-prices', list.id], `/price-lists/${list.id}/prices`, asked)
  const columns: readonly Column<ListedVariantRow>[] = [
    {
      name: text.prices.columns.product,
      look: 'wide',
      cell: (row) => <VariantName row={row} currency={list.currency} isBase={list.isBase} />,
    },
    {
      name: text.prices.columns.steps,
      look: 'wide',
      cell: (row) => (
        <StepsCell
          title={[row.title, row.variant].filter(Boolean).join(' · ')}
          currency={list.currency}
          steps={typed.get(row.variantId) ?? row.tiers}
          error={problems[row.variantId]}
          onChange={(steps) => onType(row.variantId, steps)}
        />
      ),
    },
  ]
  return (
    <List
      label={text.prices.title}
      of={found}
      look="as-cards bare tops"
      tools={<ListTools label={text.prices.title} views={text.prices.only} placeholder={text.prices.search} />}
      empty={<NoPrices isSearch={params.has('search') || params.get('view') === 'all'} />}
    >
      {(rows) => <Table columns={columns} rows={rows} keyOf={({ variantId }) => variantId} />}
    </List>
  )
}

function NoPrices({ isSearch }: { isSearch: boolean }) {
  const { none, noneText, empty, emptyText } = text.prices
  const icon = <IconTags aria-hidden />
  return isSearch ? (
    <Empty icon={icon} title={none} text={noneText} />
  ) : (
    <Empty icon={icon} title={empty} text={emptyText} />
  )
}
