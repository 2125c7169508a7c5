import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import type { PriceListEdit, PriceListScreen } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Conflict, isConflict } from '../components/Conflict.tsx'
import { Problem } from '../components/Problem.tsx'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { ListFields } from './ListFields.tsx'
import { PricesCard } from './PricesCard.tsx'

const text = words.priceLists

/** What is being edited is not read again behind the editor's back. */
export function PriceListPage() {
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['price-list', id],
    queryFn: () => ask<PriceListScreen>('GET', `/price-lists/${id}`),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })
  if (query.isPending) return <main className="page" id="content" aria-busy="true" />
  if (!query.data)
    return (
      <main className="page" id="content">
        <Problem of={query} />
      </main>
    )
  const reload = async (): Promise<void> => {
    await query.refetch()
    void queries.invalidateQueries({ queryKey: ['price-lists'] })
    void queries.invalidateQueries({ queryKey: ['list-prices', id] })
    setRound((last) => last + 1)
  }
  const { isBase, market, name } = query.data
  const title = isBase ? text.ordinary(market) : name
  return (
    <main className="page" id="content">
      <title>{title}</title>
      <div className="page-head">
        <Back to="/price-lists">{text.title}</Back>
        <h1>{title}</h1>
      </div>
      <Loaded key={`${id} ${round}`} screen={query.data} onReload={() => void reload()} />
    </main>
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
    onError: (error) => void (isConflict(error) || sayNo(error)),
    onSuccess: () => {
      say(text.edit.saved)
      onReload()
    },
  })
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <>
      <Conflict error={save.error} title={text.edit.conflict} action={text.edit.load} onReload={onReload} />
      <div className="columns">
        <PricesCard list={screen} version={version} onSaved={setVersion} onReload={onReload} />
        <section className="card first-small" aria-labelledby="about">
          <header>
            <h2 id="about">{text.edit.about}</h2>
          </header>
          <div className="body">
            <p className="soft small">{text.edit.marketOf(screen.market, screen.currency)}</p>
            {screen.isBase ? (
              <p className="soft small">{text.edit.baseHint}</p>
            ) : (
              <ListFields
                draft={draft}
                set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
                problems={problemsOf(save.error)}
                groups={screen.groups}
              />
            )}
          </div>
        </section>
      </div>
      <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} />
    </>
  )
}
