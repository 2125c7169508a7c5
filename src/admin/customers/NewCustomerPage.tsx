import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import type { CustomerEdit, GroupRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { say, sayNo } from '../components/said.ts'
import { Screen } from '../components/Screen.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { CustomerFields } from './CustomerFields.tsx'

const text = words.customers

export function NewCustomerPage() {
  const navigate = useNavigate()
  const groups = useQuery({ queryKey: ['customer-groups'], queryFn: () => ask<GroupRow[]>('GET', '/customer-groups') })
  const [draft, setDraft] = useState<CustomerEdit>({ email: '', name: '', groupId: null })
  const create = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/customers', draft),
    onError: sayNo,
    onSuccess: ({ id }) => {
      say(text.edit.created)
      void queries.invalidateQueries({ queryKey: ['customers'] })
      void navigate(`/customers/${id}`, { replace: true })
    },
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate()
  }
  const problems = useProblems(create.error, draft)
  return (
    <Screen title={text.addTitle} back={{ to: '/customers', name: text.title }}>
      <form className="stack" onSubmit={submit} noValidate>
        <CustomerFields
          draft={draft}
          set={(changes) => setDraft((old) => ({ ...old, ...changes }))}
          problems={problems}
          groups={groups.data ?? []}
        />
        <div className="buttons">
          <Button type="submit" loading={create.isPending}>
            {text.create}
          </Button>
        </div>
      </form>
    </Screen>
  )
}
