import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { TaxScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { HomeForm } from './HomeForm.tsx'
import { RatesCard } from './RatesCard.tsx'

const text = words.taxes

/** Where the shop is known to the tax office, and what it charges. */
export function TaxesPage() {
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['taxes'],
    queryFn: () => ask<TaxScreen>('GET', '/taxes'),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  const show = (screen: TaxScreen): void => {
    queries.setQueryData(['taxes'], screen)
    setRound(round + 1)
  }
  return (
    <main className="page narrow" id="content" aria-busy={query.isPending}>
      <title>{text.title}</title>
      <div className="page-head">
        <Back to="/settings">{text.back}</Back>
        <h1>{text.title}</h1>
      </div>
      {query.isError && !query.data ? <Problem of={query} /> : null}
      {query.data ? (
        <div className="stack">
          <HomeForm key={round} screen={query.data} onSaved={show} onDiscard={() => setRound(round + 1)} />
          <RatesCard screen={query.data} />
        </div>
      ) : null}
    </main>
  )
}
