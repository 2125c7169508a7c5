import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { MarketsScreen, MarketView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { countryNames } from '../components/format.ts'
import { NewButton } from '../components/NewButton.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'

const text = words.markets

/** Where the shop sells, the home market first. */
export function MarketsPage() {
  const query = useQuery({
    queryKey: ['markets-list'],
    queryFn: () => ask<MarketsScreen>('GET', '/markets'),
    staleTime: 0,
  })
  return (
    <Screen narrow title={text.title} back={{ to: '/settings', name: text.back }} busy={query.isPending}>
      <Read of={query}>
        {({ markets }) => (
          <Card
            title={text.title}
            actions={
              <NewButton variant="default" size="compact-sm" to="/settings/markets/new">
                {text.add}
              </NewButton>
            }
          >
            <ul className="rows">
              {markets.map((market) => (
                <MarketRow key={market.id} market={market} />
              ))}
            </ul>
          </Card>
        )}
      </Read>
    </Screen>
  )
}

function MarketRow({ market: { id, name, currency, countries, languages, taxDisplay, active, isHome } }: Props) {
  const state = isHome ? [text.home] : active ? [] : [text.off]
  return (
    <li>
      <div>
        <Link className="link" to={`/settings/markets/${id}`}>
          {name}
        </Link>
        <p className="soft small">{countryNames(countries).join(', ')}</p>
      </div>
      <span className="soft">
        {[currency, ...languages.map(text.language), text.taxDisplays[taxDisplay], ...state].join(' · ')}
      </span>
    </li>
  )
}

type Props = { market: MarketView }
