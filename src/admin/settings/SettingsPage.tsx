import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import type { Me, SettingsScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { words } from '../messages/index.ts'
import { PaymentsCard } from '../payments/PaymentsCard.tsx'
import { queries } from '../queries.ts'
import { signOut } from '../session/sign-out.ts'
import { ShopForm } from './ShopForm.tsx'

const text = words.settings

export function SettingsPage() {
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['settings'],
    queryFn: () => ask<SettingsScreen>('GET', '/settings'),
    refetchOnWindowFocus: false,
    gcTime: 0,
  })
  const show = (screen: SettingsScreen): void => {
    queries.setQueryData(['settings'], screen)
    setRound(round + 1)
  }
  return (
    <main className="page narrow" id="content" aria-busy={query.isPending}>
      <title>{text.title}</title>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      {query.isError && !query.data ? <Problem of={query} /> : null}
      {query.data ? (
        <div className="stack">
          <ShopForm key={round} screen={query.data} onSaved={show} onDiscard={() => setRound(round + 1)} />
          <MarketsCard markets={query.data.markets} />
          <PaymentsCard />
          <TaxesCard />
          <section className="card" aria-labelledby="mail">
            <header>
              <h2 id="mail">{text.mail}</h2>
            </header>
            <div className="body">
              <p>{query.data.sendsMail ? text.mailOn : text.mailOff}</p>
            </div>
          </section>
          <AccountCard />
        </div>
      ) : null}
    </main>
  )
}

function MarketsCard({ markets }: { markets: SettingsScreen['markets'] }) {
  return (
    <section className="card" aria-labelledby="markets">
      <header>
        <h2 id="markets">{text.markets}</h2>
      </header>
      <div className="body">
        <p className="soft">{text.marketsText}</p>
        <ul className="rows">
          {markets.map((market) => (
            <li key={market.code}>
              <strong>{market.name}</strong>
              <span className="soft">
                {text.countries(market.countries)} · {market.languages.join(', ')} ·{' '}
                {market.taxIncluded ? text.taxIncluded : text.taxExcluded}
              </span>
              <span>{market.currency}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const TaxesCard = () => (
  <section className="card" aria-labelledby="taxes">
    <header>
      <h2 id="taxes">{words.taxes.card}</h2>
    </header>
    <div className="body">
      <p className="soft">{words.taxes.cardText}</p>
      <p>
        <Link className="link" to="/settings/taxes">
          {words.taxes.open}
        </Link>
      </p>
    </div>
  </section>
)

/** On a phone this is where one signs out. */
function AccountCard() {
  const me = queries.getQueryData<Me>(['session'])
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <section className="card" aria-labelledby="account">
      <header>
        <h2 id="account">{text.account}</h2>
      </header>
      <div className="body">
        <p>
          {me?.name} <span className="soft">{me?.email}</span>
        </p>
        <div className="account">
          <SegmentedControl
            aria-label={words.appearance}
            value={colorScheme}
            data={[
              { value: 'auto', label: words.auto },
              { value: 'light', label: words.light },
              { value: 'dark', label: words.dark },
            ]}
            onChange={(value) => setColorScheme(value === 'dark' || value === 'light' ? value : 'auto')}
          />
          <Button component="a" variant="default" href="/" target="_blank" rel="noreferrer">
            {words.openShop}
          </Button>
          <Button variant="default" onClick={() => void signOut()}>
            {words.signOut}
          </Button>
        </div>
      </div>
    </section>
  )
}
