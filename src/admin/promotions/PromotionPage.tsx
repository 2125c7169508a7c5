import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'

import type { PromotionScreen } from '../../admin-api/types.ts'
import { ById } from '../components/ById.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { CodesTab } from './CodesTab.tsx'
import { draftOf } from './draft.ts'
import { PromotionForm } from './PromotionForm.tsx'
import { UsesTab } from './UsesTab.tsx'

const text = words.promotions

export function PromotionPage() {
  const { id, query, round, reload } = useEdited<PromotionScreen>('promotion', '/promotions')
  const [params] = useSearchParams()
  const tab = params.get('tab') ?? 'promotion'
  return (
    <ById of={query}>
      {(screen) => (
        <Screen title={nameOf(screen.promotion.names)} back={{ to: '/promotions', name: text.title }}>
          <Tabs current={tab} />
          {tab === 'codes' ? <CodesTab id={id} byCode={screen.promotion.byCode} /> : null}
          {tab === 'uses' ? <UsesTab id={id} /> : null}
          {/* What is being typed survives a look at the codes. */}
          <div hidden={tab !== 'promotion'}>
            <Loaded key={round} screen={screen} onReload={reload} />
          </div>
        </Screen>
      )}
    </ById>
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
