import { ActionIcon, Switch } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link } from 'react-router'

import type { WayToPay } from '../../admin-api/types.ts'
import { Badge } from '../components/Badge.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { useWayAction, useWays } from './use-ways.ts'

const text = words.payments

/** All ways to pay, in the shoppers' order: on or off, connected or not. */
export function PaymentsPage() {
  const query = useWays()
  return (
    <Screen narrow title={text.title} back={{ to: '/settings', name: words.settings.title }} busy={query.isPending}>
      <Read of={query}>{({ ways }) => <Ways ways={ways} />}</Read>
    </Screen>
  )
}

function Ways({ ways }: { ways: readonly WayToPay[] }) {
  const codes = [...new Set(ways.map(({ code }) => code))]
  const isTest = ways.some(({ enabled, mode }) => enabled && mode === 'test')
  return (
    <section className="card" aria-label={text.title}>
      <div className="body">
        <p className="soft">{text.intro}</p>
        {ways.every(({ enabled }) => !enabled) ? <p role="alert">{text.noneOn}</p> : null}
        {isTest ? <p role="status">{text.testOn}</p> : null}
        <ul className="ways">
          {codes.map((code, index) => (
            <Way key={code} code={code} ways={ways} order={{ codes, index }} />
          ))}
        </ul>
      </div>
    </section>
  )
}

type Order = { codes: string[]; index: number }
type Props = { code: string; ways: readonly WayToPay[]; order: Order }

function Way({ code, ways, order }: Props) {
  const action = useWayAction()
  const own = ways.filter((way) => way.code === code)
  const shown = own.find(({ enabled }) => enabled) ?? own.find(({ isConnected }) => isConnected) ?? own[0]
  if (!shown) return null
  const name = text.names[code] ?? code
  const flip = (enabled: boolean): void =>
    action.mutate({
      method: 'POST',
      path: `${code}/${shown.mode}/switch`,
      body: { enabled },
      said: enabled ? text.switchedOn(name) : text.switchedOff(name),
    })
  return (
    <li className="way">
      <div className="way-what">
        <p>
          <Link className="link" to={`/settings/payments/${code}`}>
            <strong>{name}</strong>
          </Link>{' '}
          <WayBadge way={shown} />
        </p>
        <p className="soft">{text.about[code]}</p>
      </div>
      <div className="way-do">
        <Movers name={name} order={order} busy={action.isPending} move={(codes) => action.mutate(movedTo(codes))} />
        {shown.isConnected ? (
          <Switch
            checked={shown.enabled}
            disabled={action.isPending}
            aria-label={shown.enabled ? text.switchOff(name) : text.switchOn(name)}
            onChange={(event) => flip(event.currentTarget.checked)}
          />
        ) : (
          <Link className="link" to={`/settings/payments/${code}`}>
            {text.setUp}
          </Link>
        )}
      </div>
    </li>
  )
}

const movedTo = (codes: string[]) => ({ method: 'PUT' as const, path: 'order', body: { codes }, said: '' })

export function WayBadge({ way }: { way: WayToPay }) {
  if (way.isLocked) return <Badge tone="bad">{text.locked}</Badge>
  if (!way.isConnected) return <Badge tone="calm">{text.notConnected}</Badge>
  if (!way.enabled) return <Badge tone="calm">{text.off}</Badge>
  return way.mode === 'test' ? <Badge tone="due">{text.test}</Badge> : <Badge tone="good">{text.on}</Badge>
}

type MoverProps = { name: string; order: Order; busy: boolean; move: (codes: string[]) => void }

function Movers({ name, order: { codes, index }, busy, move }: MoverProps) {
  const swapped = (other: number): string[] => {
    const next = [...codes]
    const [one, two] = [next[index], next[other]]
    if (one === undefined || two === undefined) return next
    next[index] = two
    next[other] = one
    return next
  }
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={busy || index === 0}
        aria-label={text.up(name)}
        onClick={() => move(swapped(index - 1))}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={busy || index === codes.length - 1}
        aria-label={text.down(name)}
        onClick={() => move(swapped(index + 1))}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
    </>
  )
}
