import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { GroupRow } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { FormModal } from '../components/FormModal.tsx'
import { say } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'

const text = words.customers.groups

/** `Großkunden & Co` → `grosskunden-co`: a first idea for a code. */
const codeFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** A new group, or one that is there. */
export function GroupForm({ group, onClose }: { group: GroupRow | null; onClose: () => void }) {
  const [name, setName] = useState(group?.name ?? '')
  const [code, setCode] = useState(group?.code ?? '')
  const [coded, setCoded] = useState(group !== null)
  const reload = (): void => {
    void queries.invalidateQueries({ queryKey: ['customer-groups'] })
    onClose()
  }
  const save = useMutation({
    mutationFn: () =>
      group
        ? ask('PUT', `/customer-groups/${group.id}`, { version: group.version, name, code })
        : ask('POST', '/customer-groups', { name, code }),
    onError: sayUnlessConflict,
    onSuccess: () => {
      say(text.saved)
      reload()
    },
  })
  const problems = useProblems(save.error, { name, code })
  return (
    <FormModal
      title={group ? text.editTitle : text.addTitle}
      action={words.save}
      onSubmit={() => save.mutate()}
      onClose={onClose}
      busy={save.isPending}
    >
      <Conflict
        error={save.error}
        title={words.customers.edit.conflict}
        action={words.customers.edit.load}
        onReload={reload}
      />
      <TextInput
        label={text.name}
        data-autofocus
        maxLength={100}
        value={name}
        error={problems['name']}
        onChange={(event) => {
          setName(event.currentTarget.value)
          if (!coded) setCode(codeFrom(event.currentTarget.value))
        }}
      />
      <TextInput
        label={text.code}
        description={text.codeHint}
        maxLength={60}
        value={code}
        error={problems['code']}
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setCoded(true)
        }}
      />
    </FormModal>
  )
}
