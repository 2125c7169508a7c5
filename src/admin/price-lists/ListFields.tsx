import { NativeSelect, Switch, TextInput } from '@mantine/core'

import type { PriceListChoices, PriceListEdit } from '../../admin-api/types.ts'
import { PeriodFields } from '../components/PeriodFields.tsx'
import { words } from '../messages/index.ts'

const text = words.priceLists

export const noDates: PriceListEdit = { name: '', groupId: null, startsAt: null, endsAt: null, active: true }

type Props = {
  draft: PriceListEdit
  set: (changes: Partial<PriceListEdit>) => void
  problems: Record<string, string>
  groups: PriceListChoices['groups']
}

/** For whom, and when. */
export const ListFields = ({ draft, set, problems, groups }: Props) => (
  <>
    <TextInput
      label={text.edit.name}
      description={text.edit.nameHint}
      maxLength={100}
      value={draft.name}
      error={problems['name']}
      onChange={(event) => set({ name: event.currentTarget.value })}
    />
    <NativeSelect
      label={text.edit.group}
      value={draft.groupId ?? ''}
      error={problems['groupId']}
      data={[{ value: '', label: text.everybody }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => set({ groupId: event.currentTarget.value || null })}
    />
    <PeriodFields value={draft} set={set} problems={problems} />
    <p className="soft small">{text.edit.datesHint}</p>
    <Switch
      label={text.edit.active}
      checked={draft.active}
      onChange={(event) => set({ active: event.currentTarget.checked })}
    />
  </>
)
