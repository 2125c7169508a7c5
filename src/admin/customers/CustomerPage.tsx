import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'

import type { CustomerEdit, CustomerScreen } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { Conflict, isConflict } from '../components/Conflict.tsx'
import { Problem } from '../components/Problem.tsx'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { CreditCard } from '../stored-value/CreditCard.tsx'
import { CustomerFields } from './CustomerFields.tsx'

const text = words.customers

/** What is being edited is not read again behind the editor's back. */
export function CustomerPage() {
  const { id = '' } = useParams()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['customer', id],
    queryFn: () => ask<CustomerScreen>('GET', `/customers/${id}`),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
  })
  if (query.isPending) return <main className="page" id="content" aria-busy="true" />
  if (!query.data)
    return (
      <main className="page" id="content">
        <Problem of={query} />
      </main>
    )
  const reload = async (): Promise<void> => {
    await query.refetch()
    setRound((last) => last + 1)
  }
  const { name, email } = query.data
  return (
    <main className="page" id="content">
      <title>{name || email}</title>
      <div className="page-head">
        <Back to="/customers">{text.title}</Back>
        <h1>{name || email}</h1>
      </div>
      <Loaded key={`${id} ${round}`} screen={query.data} onReload={() => void reload()} />
    </main>
  )
}

function Loaded({ screen, onReload }: { screen: CustomerScreen; onReload: () => void }) {
  const [base] = useState<CustomerEdit>(() => ({ email: screen.email, name: screen.name, groupId: screen.groupId }))
  const [draft, setDraft] = useState(base)
  const save = useMutation({
    mutationFn: () => ask<CustomerScreen>('PUT', `/customers/${screen.id}`, { version: screen.version, ...draft }),
    onError: (error) => void (isConflict(error) || sayNo(error)),
    onSuccess: () => {
      say(text.edit.saved)
      void queries.invalidateQueries({ queryKey: ['customers'] })
      void queries.invalidateQueries({ queryKey: ['customer-groups'] })
      onReload()
    },
  })
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <>
      <Conflict error={save.error} title={text.edit.conflict} action={text.edit.load} onReload={onReload} />
      <div className="columns">
        <CustomerFields
          draft={draft}
          set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
          problems={problemsOf(save.error)}
          groups={screen.groups}
        />
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
    <section className="card" aria-labelledby="link">
      <header>
        <h2 id="link">{text.link.title}</h2>
      </header>
      <div className="body">
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
      </div>
    </section>
  )
}
