import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'

import type { PromotionScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { CodesTab } from './CodesTab.tsx'
import { draftOf } from './draft.ts'
import { PromotionForm } from './PromotionForm.tsx'
import { UsesTab } from './UsesTab.tsx'

const text = words.promotions

/** What is being edited is not read again behind the editor's back. */
export function PromotionPage() {
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['promotion', id],
    queryFn: () => ask<PromotionScreen>('GET', `/promotions/${id}`),
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
    setRound((last) => last + 1)
  }
  const { promotion } = query.data
  const tab = params.get('tab') ?? 'promotion'
  return (
    <main className="page" id="content">
      <title>{nameOf(promotion.names)}</title>
      <div className="page-head">
        <Back to="/promotions">{text.title}</Back>
        <h1>{nameOf(promotion.names)}</h1>
      </div>
      <Tabs current={tab} />
      {tab === 'codes' ? <CodesTab id={id} byCode={promotion.byCode} /> : null}
      {tab === 'uses' ? <UsesTab id={id} /> : null}
      {/* What is being typed survives a look at the codes. */}
      <div hidden={tab !== 'promotion'}>
        <Loaded key={`${id} ${round}`} screen={query.data} onReload={() => void reload()} />
      </div>
    </main>
  )
}

const nameOf = (names: Record<string, string>): string => names['en'] ?? Object.values(names)[0] ?? ''

function Loaded({ screen, onReload }: { screen: PromotionScreen; onReload: () => void }) {
  const [base] = useState(() => draftOf(screen.promotion, screen.choices))
  return <PromotionForm base={base} choices={screen.choices} saved={screen} onSaved={onReload} onReload={onReload} />
}

const tabs = ['promotion', 'codes', 'uses'] as const

function Tabs({ current }: { current: string }) {
  return (
    <ul className="chips tabs" aria-label={text.tabs.label}>
      {tabs.map((tab) => (
        <li key={tab}>
          <Link className="chip" to={tab === 'promotion' ? '?' : `?tab=${tab}`} aria-current={tab === current}>
            {text.tabs[tab]}
          </Link>
        </li>
      ))}
    </ul>
  )
}
