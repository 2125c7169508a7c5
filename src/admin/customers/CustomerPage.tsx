import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'

import type { CustomerEdit, CustomerScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { ById } from '../components/ById.tsx'
import { Card } from '../components/Card.tsx'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { Screen } from '../components/Screen.tsx'
import { useEdited } from '../components/use-edited.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { CreditCard } from '../stored-value/CreditCard.tsx'
import { CustomerFields } from './CustomerFields.tsx'
import { OrdersCard } from './OrdersCard.tsx'

const text = words.customers

export function CustomerPage() {
  const { query, round, reload } = useEdited<CustomerScreen>('customer', '/customers')
  return (
    <ById of={query}>
      {(screen) => (
        <Screen title={screen.name || screen.email} back={{ to: '/customers', name: text.title }}>
          <Loaded key={round} screen={screen} onReload={reload} />
        </Screen>
      )}
    </ById>
  )
}

function Loaded({ screen, onReload }: { screen: CustomerScreen; onReload: () => void }) {
  const [base] = useState<CustomerEdit>(() => ({ email: screen.email, name: screen.name, groupId: screen.groupId }))
  const [draft, setDraft] = useState(base)
  const save = useMutation({
    mutationFn: () => ask<CustomerScreen>('PUT', `/customers/${screen.id}`, { version: screen.version, ...draft }),
    onError: sayUnlessConflict,
    onSuccess: () => {
      say(text.edit.saved)
      void queries.invalidateQueries({ queryKey: ['customers'] })
      void queries.invalidateQueries({ queryKey: ['customer-groups'] })
      onReload()
    },
  })
  const problems = useProblems(save.error, draft)
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <>
      <Conflict error={save.error} title={text.edit.conflict} action={text.edit.load} onReload={onReload} />
      <div className="columns">
        <div className="stack">
          <CustomerFields
            draft={draft}
            set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
            problems={problems}
            groups={screen.groups}
          />
          <OrdersCard email={screen.email} />
        </div>
        <div className="stack">
          <LinkCard screen={screen} />
          <CreditCard customerId={screen.id} email={screen.email} />
        </div>
      </div>
      <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} />
    </>
  )
}

function LinkCard({ screen: { id, sendsMail } }: { screen: CustomerScreen }) {
  const send = useMutation({
    mutationFn: () => ask('POST', `/customers/${id}/link`),
    onError: sayNo,
    onSuccess: () => say(sendsMail ? text.link.sent : text.link.kept),
  })
  return (
    <Card title={text.link.title}>
      <p className="soft small">{text.link.text}</p>
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden />}
        loading={send.isPending}
        onClick={() => send.mutate()}
      >
        {text.link.send}
      </Button>
      {!sendsMail && send.isSuccess ? (
        <p className="small">
          {text.link.kept} <Link to="/mails">{text.link.toMails}</Link>
        </p>
      ) : null}
    </Card>
  )
}
