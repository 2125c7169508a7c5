import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import type { CreditScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Badge } from '../components/Badge.tsx'
import { showMoney } from '../components/format.ts'
import { Problem } from '../components/Problem.tsx'
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
  return (
    <main className="page" id="content" aria-busy={account.isPending}>
      {account.isError ? <Problem of={account} /> : null}
      {account.data ? <Account account={account.data} /> : null}
    </main>
  )
}

function Account({ account }: { account: CreditScreen }) {
  const [form, setForm] = useState<'grant' | 'withdraw' | null>(null)
  const choices = useChoices()
  const close = (): void => setForm(null)
  const next = account.nextEnd
  return (
    <>
      <title>{account.email}</title>
      <div className="page-head">
        <Back to="/store-credit">{text.title}</Back>
        <h1>{account.name || account.email}</h1>
        <div className="actions">
          {account.balance.amount > 0 ? (
            <Button variant="default" onClick={() => setForm('withdraw')}>
              {text.take}
            </Button>
          ) : null}
          <Button onClick={() => setForm('grant')} disabled={!choices.data}>
            {text.add}
          </Button>
        </div>
      </div>
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
    </>
  )
}
