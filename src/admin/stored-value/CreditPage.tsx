import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import type { CreditScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Badge } from '../components/Badge.tsx'
import { ById } from '../components/ById.tsx'
import { showMoney } from '../components/format.ts'
import { Screen } from '../components/Screen.tsx'
import { words } from '../messages/index.ts'
import { showEnd } from './days.ts'
import { GrantForm } from './GrantForm.tsx'
import { History } from './History.tsx'
import { useChoices } from './use-choices.ts'
import { WithdrawForm } from './WithdrawForm.tsx'

const all = words.storedValue
const text = all.credit

export function CreditPage() {
  const { id = '' } = useParams()
  const account = useQuery({
    queryKey: ['store-credit', id],
    queryFn: () => ask<CreditScreen>('GET', `/store-credit/${id}`),
  })
  return <ById of={account}>{(found) => <Account account={found} />}</ById>
}

function Account({ account }: { account: CreditScreen }) {
  const [form, setForm] = useState<'grant' | 'withdraw' | null>(null)
  const choices = useChoices()
  const close = (): void => setForm(null)
  const next = account.nextEnd
  return (
    <Screen
      title={account.name || account.email}
      back={{ to: '/store-credit', name: text.title }}
      actions={
        <>
          {account.balance.amount > 0 ? (
            <Button variant="default" onClick={() => setForm('withdraw')}>
              {text.take}
            </Button>
          ) : null}
          <Button onClick={() => setForm('grant')} disabled={!choices.data}>
            {text.add}
          </Button>
        </>
      }
    >
      {form === 'grant' && choices.data ? (
        <GrantForm choices={choices.data} email={account.email} onClose={close} />
      ) : null}
      {form === 'withdraw' ? <WithdrawForm account={account} onClose={close} /> : null}
      <div className="columns">
        <div className="stack">
          <History entries={account.entries} />
        </div>
        <section className="card first-small">
          <div className="body">
            <div className="pair">
              <span>{all.left}</span> <strong className="num">{showMoney(account.balance)}</strong>
            </div>
            <p className="soft">{account.email}</p>
            {account.isTest ? <Badge tone="due">{all.cards.states.test}</Badge> : null}
            <p className="soft">
              {all.columns.next}: {next ? text.nextEnd(showMoney(next.amount), showEnd(next.at)) : text.noEnd}
            </p>
          </div>
        </section>
      </div>
    </Screen>
  )
}
