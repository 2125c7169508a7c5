import { IconTruck } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'

import type { ShippingMarket, ShippingScreen, ZoneView } from '../../admin-api/types.ts'
import { Empty } from '../components/Empty.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { draftOf, newZone } from './draft.ts'
import { ZoneForm } from './ZoneForm.tsx'

const text = words.shipping

/** A zone that is there, or one that is being made for the market in the address. */
export function ZonePage() {
  const { zone: zoneId = '' } = useParams()
  const [params] = useSearchParams()
  const { query, round, reload, show } = useEdited<ShippingScreen>('shipping', '/shipping')
  const found = query.data ? zoneIn(query.data, zoneId, params.get('market') ?? '') : null
  const title = found?.zone?.name ?? (zoneId === 'new' ? text.new : text.zone)
  return (
    <Screen title={title} back={{ to: '/settings/shipping', name: text.title }} busy={query.isPending}>
      <Read of={query}>
        {() =>
          found ? (
            <Loaded key={`${zoneId} ${round}`} {...found} onShow={show} onReload={reload} />
          ) : (
            <Empty icon={<IconTruck aria-hidden />} title={words.lost.title} text={words.lost.text} />
          )
        }
      </Read>
    </Screen>
  )
}

type Found = { market: ShippingMarket; zone: ZoneView | null }

function zoneIn({ markets }: ShippingScreen, zoneId: string, marketId: string): Found | null {
  if (zoneId === 'new') {
    const market = markets.find(({ id }) => id === marketId) ?? markets[0]
    return market ? { market, zone: null } : null
  }
  for (const market of markets) {
    const zone = market.zones.find(({ id }) => id === zoneId)
    if (zone) return { market, zone }
  }
  return null
}

type Props = Found & { onShow: (screen: ShippingScreen) => void; onReload: () => void }

function Loaded({ market, zone, onShow, onReload }: Props) {
  const navigate = useNavigate()
  const [base] = useState(() => (zone ? draftOf(zone, market) : newZone(market)))
  return (
    <ZoneForm
      base={base}
      market={market}
      saved={zone}
      onSaved={onShow}
      onMade={(id) => void navigate(`/settings/shipping/${id}`, { replace: true })}
      onGone={() => void navigate('/settings/shipping', { replace: true })}
      onReload={onReload}
    />
  )
}
