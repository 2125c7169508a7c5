import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { MarketsScreen, MarketView } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { say } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { words } from '../messages/index.ts'
import { AboutCard } from './AboutCard.tsx'
import { draftOf, newMarket, type CardProps } from './draft.ts'
import { PlacesCard } from './PlacesCard.tsx'
import { TaxCard } from './TaxCard.tsx'

const text = words.markets

type Props = {
  screen: MarketsScreen
  /** Null for a market that is not there yet. */
  saved: MarketView | null
  onSaved: (screen: MarketsScreen) => void
  onMade: (id: string) => void
  onReload: () => void
}

export function MarketForm({ screen, saved, onSaved, onMade, onReload }: Props) {
  const [base] = useState(() => (saved ? draftOf(saved) : newMarket))
  const [draft, setDraft] = useState(base)
  const make = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/markets', { market: draft }),
    onError: sayUnlessConflict,
    onSuccess: ({ id }) => {
      say(text.created)
      onMade(id)
    },
  })
  const save = useMutation({
    mutationFn: () =>
      ask<MarketsScreen>('PUT', `/markets/${saved?.id}`, { market: draft, version: saved?.version ?? 0 }),
    onError: sayUnlessConflict,
    onSuccess: (after) => {
      say(text.saved)
      onSaved(after)
    },
  })
  const problems = problemsOf((saved ? save : make).error)
  const card: CardProps = {
    draft,
    set: (changes) => setDraft((old) => ({ ...old, ...changes })),
    problem: (field) => problems[`market.${field}`],
    saved,
  }
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <div className="stack">
      <Conflict error={save.error} title={text.conflict} action={text.load} onReload={onReload} />
      <AboutCard {...card} currencies={screen.currencies} />
      <PlacesCard {...card} screen={screen} />
      <TaxCard {...card} />
      {saved ? (
        <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} />
      ) : (
        <div className="buttons">
          <Button onClick={() => make.mutate()} loading={make.isPending}>
            {text.create}
          </Button>
        </div>
      )}
    </div>
  )
}
