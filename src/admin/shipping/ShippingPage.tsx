import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import type { ShippingMarket, ShippingScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { countryNames } from '../components/format.ts'
import { NewButton } from '../components/NewButton.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { sayMethod } from './draft.ts'

const text = words.shipping

/** Each market with its zones, and what is offered there. */
export function ShippingPage() {
  const query = useQuery({
    queryKey: ['shipping-list'],
    queryFn: () => ask<ShippingScreen>('GET', '/shipping'),
    staleTime: 0,
  })
  return (
    <Screen narrow title={text.title} back={{ to: '/settings', name: text.back }} busy={query.isPending}>
      <Read of={query}>
        {({ markets }) => (
          <div className="stack">
            {markets.map((market) => (
              <MarketCard key={market.id} market={market} />
            ))}
          </div>
        )}
      </Read>
    </Screen>
  )
}

const namesOf = (countries: readonly string[]): string => countryNames(countries).join(', ')

function MarketCard({ market }: { market: ShippingMarket }) {
  const { id, name, currency, zones, unserved } = market
  return (
    <Card
      title={text.market(name, currency)}
      actions={
        <NewButton variant="default" size="compact-sm" to={`/settings/shipping/new?market=${id}`}>
          {text.add}
        </NewButton>
      }
    >
      {zones.length === 0 ? <p className="soft">{text.noZone}</p> : null}
      <ul className="rows">
        {zones.map((zone) => (
          <li key={zone.id}>
            <div>
              <Link className="link" to={`/settings/shipping/${zone.id}`}>
                {zone.name}
              </Link>
              <p className="soft small">{namesOf(zone.countries)}</p>
            </div>
            <span className="soft">
              {zone.methods.map((method) => sayMethod(method, currency)).join(' · ') || text.noWay}
            </span>
          </li>
        ))}
      </ul>
      {zones.length > 0 && unserved.length > 0 ? <p className="soft">{text.unserved(namesOf(unserved))}</p> : null}
    </Card>
  )
}
