import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'

import type { WaysScreen, WayToPay } from '../../admin-api/types.ts'
import { Back } from '../components/Back.tsx'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
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
  const own = query.data?.ways.filter((way) => way.code === code) ?? []
  const asked = own.find(({ mode }) => mode === params.get('mode'))
  const way = asked ?? own.find(({ enabled }) => enabled) ?? own.find(({ mode }) => mode === 'live') ?? own[0]
  if (query.isPending) return <main className="page narrow" id="content" aria-busy="true" />
  if (!query.data || !way)
    return (
      <main className="page narrow" id="content">
        <Problem of={query} />
      </main>
    )
  const name = text.names[code] ?? code
  return (
    <main className="page narrow" id="content">
      <title>{name}</title>
      <div className="page-head">
        <Back to="/settings/payments">{text.title}</Back>
        <h1>{name}</h1>
        <WayBadge way={way} />
      </div>
      {own.length > 1 ? <Modes ways={own} current={way.mode} /> : null}
      <Loaded key={`${code} ${way.mode}`} way={way} screen={query.data} />
    </main>
  )
}

function Loaded({ way, screen }: { way: WayToPay; screen: WaysScreen }) {
  const [round, setRound] = useState(0)
  const [dirty, setDirty] = useState(false)
  return (
    <div className="stack">
      <StatusCard way={way} dirty={dirty} onRemoved={() => setRound((last) => last + 1)} />
      <WayForm
        key={round}
        way={way}
        markets={screen.markets}
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
