import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SyntheticEvent } from 'react'

import type { Me } from '../../admin-api/types.ts'
import { ask, problemsOf, Refused } from '../api.ts'
import { words } from '../messages/index.ts'

type Props = { onSignedIn: (me: Me) => void }

export function SignInForm({ onSignedIn }: Props) {
  const signIn = useMutation({
    mutationFn: (credentials: Record<string, string>) => ask<Me>('POST', '/session', credentials),
    onSuccess: onSignedIn,
  })
  const problems = problemsOf(signIn.error)
  const said = signIn.error instanceof Refused && Object.keys(problems).length === 0 ? signIn.error.message : null
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {said ? (
        <Alert color="red" role="alert">
          {said}
        </Alert>
      ) : null}
      <TextInput
        name="email"
        type="email"
        label={words.signIn.email}
        autoComplete="username"
        error={problems['email']}
        data-autofocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        name="password"
        label={words.signIn.password}
        autoComplete="current-password"
        error={problems['password']}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={signIn.isPending}>
        {words.signIn.submit}
      </Button>
    </form>
  )
}
