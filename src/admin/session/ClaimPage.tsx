import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { Link, useNavigate } from 'react-router'

import type { Me } from '../../admin-api/types.ts'
import { ask, problemsOf, Refused } from '../api.ts'
import { words } from '../messages/index.ts'
import { queries, signedOutKey } from '../queries.ts'

/** The end of the link that the console printed. Its secret stands behind `#`, which no server is told. */
export function ClaimPage() {
  const [link] = useState(() => window.location.hash.slice(1))
  const navigate = useNavigate()
  const state = useQuery({
    queryKey: ['claim', link],
    queryFn: () => ask<{ open: boolean }>('POST', '/claim/check', { link }),
    staleTime: Infinity,
  })
  const claim = useMutation({
    mutationFn: (owner: Record<string, string>) => ask<Me>('POST', '/claim', { link, ...owner }),
    onSuccess: (me) => {
      queries.setQueryData(['session'], me)
      queries.setQueryData(signedOutKey, false)
      void navigate('/', { replace: true })
    },
  })
  if (state.isPending) return null
  const used = !state.data?.open || (claim.error instanceof Refused && claim.error.failure.code === 'link_used')
  return (
    <main className="plain" id="content">
      <div className="plain-card">
        <img src="/admin/icon.svg" alt="" />
        {used ? <UsedLink /> : <OwnerForm error={claim.error} busy={claim.isPending} onSubmit={claim.mutate} />}
      </div>
    </main>
  )
}

function UsedLink() {
  return (
    <>
      <h1>{words.claim.used}</h1>
      <p className="soft">{words.claim.usedText}</p>
      <Link className="link" to="/">
        {words.claim.toSignIn}
      </Link>
    </>
  )
}

type FormProps = { error: unknown; busy: boolean; onSubmit: (owner: Record<string, string>) => void }

function OwnerForm({ error, busy, onSubmit }: FormProps) {
  const problems = problemsOf(error)
  const said = error instanceof Refused && Object.keys(problems).length === 0 ? error.message : null
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onSubmit(Object.fromEntries(['name', 'email', 'password'].map((name) => [name, String(form.get(name) ?? '')])))
  }
  const plain = { required: true, withAsterisk: false }
  return (
    <>
      <div>
        <h1>{words.claim.title}</h1>
        <p className="soft">{words.claim.text}</p>
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        {said ? <Alert color="red">{said}</Alert> : null}
        <TextInput {...plain} name="name" label={words.claim.name} autoComplete="name" error={problems['name']} />
        <TextInput
          {...plain}
          name="email"
          type="email"
          label={words.claim.email}
          autoComplete="username"
          error={problems['email']}
        />
        <PasswordInput
          {...plain}
          name="password"
          label={words.claim.password}
          description={words.claim.passwordHint}
          autoComplete="new-password"
          error={problems['password']}
        />
        <Button type="submit" loading={busy}>
          {words.claim.submit}
        </Button>
      </form>
    </>
  )
}
