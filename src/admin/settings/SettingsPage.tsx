import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Link } from 'react-router'

import type { Me, SettingsScreen } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { PaymentsCard } from '../payments/PaymentsCard.tsx'
import { queries } from '../queries.ts'
import { signOut } from '../session/sign-out.ts'
import { ShopForm } from './ShopForm.tsx'

const text = words.settings

export function SettingsPage() {
  const { query, round, reload, show } = useEdited<SettingsScreen>('settings', '/settings')
  return (
    <Screen narrow title={text.title} busy={query.isPending}>
      <Read of={query}>
        {(screen) => (
          <div className="stack">
            <ShopForm key={round} screen={screen} onSaved={show} onDiscard={reload} />
            <MarketsCard />
            <PaymentsCard />
            <TaxesCard />
            <ShippingCard />
            <Card title={text.mail}>
              <p>{screen.sendsMail ? text.mailOn : text.mailOff}</p>
            </Card>
            <AccountCard />
          </div>
        )}
      </Read>
    </Screen>
  )
}

const MarketsCard = () => (
  <Card title={words.markets.title}>
    <p className="soft">{words.markets.cardText}</p>
    <p>
      <Link className="link" to="/settings/markets">
        {words.markets.open}
      </Link>
    </p>
  </Card>
)

const TaxesCard = () => (
  <Card title={words.taxes.card}>
    <p className="soft">{words.taxes.cardText}</p>
    <p>
      <Link className="link" to="/settings/taxes">
        {words.taxes.open}
      </Link>
    </p>
  </Card>
)

const ShippingCard = () => (
  <Card title={words.shipping.title}>
    <p className="soft">{words.shipping.cardText}</p>
    <p>
      <Link className="link" to="/settings/shipping">
        {words.shipping.open}
      </Link>
    </p>
  </Card>
)

/** On a phone this is where one signs out. */
function AccountCard() {
  const me = queries.getQueryData<Me>(['session'])
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card title={text.account}>
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
    </Card>
  )
}
