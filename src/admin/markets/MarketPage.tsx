import { IconWorld } from '@tabler/icons-react'
import { useNavigate, useParams } from 'react-router'

import type { MarketsScreen } from '../../admin-api/types.ts'
import { Empty } from '../components/Empty.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { MarketForm } from './MarketForm.tsx'

const text = words.markets

/** A market that is there, or one that is being made. */
export function MarketPage() {
  const { market: marketId = '' } = useParams()
  const navigate = useNavigate()
  const { query, round, reload, show } = useEdited<MarketsScreen>('markets', '/markets')
  const saved = query.data?.markets.find(({ id }) => id === marketId) ?? null
  const isNew = marketId === 'new'
  const title = saved?.name ?? (isNew ? text.new : text.market)
  return (
    <Screen narrow title={title} back={{ to: '/settings/markets', name: text.title }} busy={query.isPending}>
      <Read of={query}>
        {(screen) =>
          saved || isNew ? (
            <MarketForm
              key={`${marketId} ${round}`}
              screen={screen}
              saved={saved}
              onSaved={show}
              onMade={(id) => {
                reload()
                void navigate(`/settings/markets/${id}`, { replace: true })
              }}
              onReload={reload}
            />
          ) : (
            <Empty icon={<IconWorld aria-hidden />} title={words.lost.title} text={words.lost.text} />
          )
        }
      </Read>
    </Screen>
  )
}
