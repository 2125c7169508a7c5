import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { PriceListEdit, PriceListScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { Card } from '../components/Card.tsx'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { say } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { ListFields } from './ListFields.tsx'
import { PricesCard } from './PricesCard.tsx'

const text = words.priceLists

export function PriceListPage() {
  const { id, query, round, reload } = useEdited<PriceListScreen>('price-list', '/price-lists')
  const reloadAll = (): void => {
    void queries.invalidateQueries({ queryKey: ['price-lists'] })
    void queries.invalidateQueries({ queryKey: ['list-prices', id] })
    reload()
  }
  return (
    <ById of={query}>
      {(screen) => (
        <Screen
          title={screen.isBase ? text.ordinary(screen.market) : screen.name}
          back={{ to: '/price-lists', name: text.title }}
        >
          <Loaded key={round} screen={screen} onReload={reloadAll} />
        </Screen>
      )}
    </ById>
  )
}

const editOf = ({ name, groupId, startsAt, endsAt, active }: PriceListScreen): PriceListEdit => ({
  name,
  groupId,
  startsAt,
  endsAt,
  active,
})

function Loaded({ screen, onReload }: { screen: PriceListScreen; onReload: () => void }) {
  const [base] = useState(() => editOf(screen))
  const [draft, setDraft] = useState(base)
  // Prices are saved by themselves, and make the list's version higher.
  const [version, setVersion] = useState(screen.version)
  const save = useMutation({
    mutationFn: () => ask<PriceListScreen>('PUT', `/price-lists/${screen.id}`, { version, ...draft }),
    onError: sayUnlessConflict,
    onSuccess: () => {
      say(text.edit.saved)
      onReload()
    },
  })
  const problems = useProblems(save.error, draft)
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <>
      <Conflict error={save.error} title={text.edit.conflict} action={text.edit.load} onReload={onReload} />
      <div className="columns">
        <PricesCard list={screen} version={version} onSaved={setVersion} onReload={onReload} />
        <Card title={text.edit.about} look="first-small">
          <p className="soft small">{text.edit.marketOf(screen.market, screen.currency)}</p>
          {screen.isBase ? (
            <p className="soft small">{text.edit.baseHint}</p>
          ) : (
            <ListFields
              draft={draft}
              set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
              problems={problems}
              groups={screen.groups}
            />
          )}
        </Card>
      </div>
      <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} />
    </>
  )
}
