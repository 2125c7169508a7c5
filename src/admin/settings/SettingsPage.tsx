import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Link } from 'react-router'

import type { Me, SettingsScreen } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { Read } from '../components/Read.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { signOut } from '../session/sign-out.ts'
import { ShopForm } from './ShopForm.tsx'

const { markets, payments, shipping, taxes, settings: text } = words

export function SettingsPage() {
  const { query, round, reload, show } = useEdited<SettingsScreen>('settings', '/settings')
  return (
    <Screen narrow title={text.title} busy={query.isPending}>
      <Read of={query}>
        {(screen) => (
          <div className="stack">
            <ShopForm key={round} screen={screen} onSaved={show} onDiscard={reload} />
            <WayCard title={markets.title} text={markets.cardText} open={markets.open} to="/settings/markets" />
            <WayCard title={payments.card} text={payments.cardText} open={payments.open} to="/settings/payments" />
            <WayCard title={taxes.card} text={taxes.cardText} open={taxes.open} to="/settings/taxes" />
            <WayCard title={shipping.title} text={shipping.cardText} open={shipping.open} to="/settings/shipping" />
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

type Way = Readonly<{ title: string; text: string; open: string; to: string }>

/** The way to settings that have a screen of their own. */
const WayCard = ({ title, text: what, open, to }: Way) => (
  <Card title={title}>
    <p className="soft">{what}</p>
    <p>
      <Link className="link" to={to}>
        {open}
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
