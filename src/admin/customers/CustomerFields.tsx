import { NativeSelect, TextInput } from '@mantine/core'

import type { CustomerEdit, GroupChoice } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'

const text = words.customers

type Props = {
  draft: CustomerEdit
  set: (changes: Partial<CustomerEdit>) => void
  problems: Record<string, string>
  groups: readonly GroupChoice[]
}

/** Who it is, and how they are treated. */
export const CustomerFields = ({ draft, set, problems, groups }: Props) => (
  <Card title={text.edit.who}>
    <TextInput
      label={text.edit.email}
      description={text.edit.emailHint}
      type="email"
      autoComplete="off"
      maxLength={254}
      value={draft.email}
      error={problems['email']}
      onChange={(event) => set({ email: event.currentTarget.value })}
    />
    <TextInput
      label={text.edit.name}
      autoComplete="off"
      maxLength={200}
      value={draft.name}
      error={problems['name']}
      onChange={(event) => set({ name: event.currentTarget.value })}
    />
    <NativeSelect
      label={text.edit.group}
      description={text.edit.groupHint}
      value={draft.groupId ?? ''}
      error={problems['groupId']}
      data={[{ value: '', label: text.noGroup }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => set({ groupId: event.currentTarget.value || null })}
    />
  </Card>
)
