import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'

import type { WaysScreen, WayToPay } from '../../admin-api/types.ts'
import { ById } from '../components/ById.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { LostPage } from '../shell/LostPage.tsx'
import { WayBadge } from './PaymentsPage.tsx'
import { StatusCard } from './StatusCard.tsx'
import { useWays } from './use-ways.ts'
import { WayForm } from './WayForm.tsx'
import { WebhookCard } from './WebhookCard.tsx'

const text = words.payments

/** One way to pay: its keys, its webhook, its rules. Gateways have a live and a test side, apart. */
export function WayPage() {
  const { code = '' } = useParams()
  const [params] = useSearchParams()
  const query = useWays()
  return (
    <ById of={query}>
      {(screen) => {
        const own = screen.ways.filter((way) => way.code === code)
        const way = shownOf(own, params.get('mode'))
        if (!way) return <LostPage />
        return (
          <Screen
            narrow
            title={text.names[code] ?? code}
            back={{ to: '/settings/payments', name: text.title }}
            beside={<WayBadge way={way} />}
          >
            {own.length > 1 ? <Modes ways={own} current={way.mode} /> : null}
            <Loaded key={`${code} ${way.mode}`} way={way} screen={screen} />
          </Screen>
        )
      }}
    </ById>
  )
}

/** The side that is asked for, or the one that is on, or the one for real money. */
const shownOf = (own: readonly WayToPay[], mode: string | null): WayToPay | undefined =>
  own.find((way) => way.mode === mode) ??
  own.find(({ enabled }) => enabled) ??
  own.find((way) => way.mode === 'live') ??
  own[0]

function Loaded({ way, screen }: { way: WayToPay; screen: WaysScreen }) {
  const [round, setRound] = useState(0)
  const [dirty, setDirty] = useState(false)
  return (
    <div className="stack">
      <StatusCard way={way} dirty={dirty} onRemoved={() => setRound((last) => last + 1)} />
      <WayForm
        key={round}
        way={way}
        choices={screen}
        onDirty={setDirty}
        onReload={() => setRound((last) => last + 1)}
      />
      {way.webhookUrl === null ? null : (
        <WebhookCard url={way.webhookUrl} events={way.webhookEvents} isReachable={screen.isReachable} />
      )}
    </div>
  )
}

function Modes({ ways, current }: { ways: readonly WayToPay[]; current: string }) {
  return (
    <>
      <ul className="chips tabs" aria-label={text.mode}>
        {ways.map(({ mode }) => (
          <li key={mode}>
            <Link className="chip" to={`?mode=${mode}`} aria-current={mode === current}>
              {text[mode]}
            </Link>
          </li>
        ))}
      </ul>
      <p className="soft way-mode">{text.modeText}</p>
    </>
  )
}
