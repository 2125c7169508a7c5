import { MultiSelect, NativeSelect, Switch, TagsInput, TextInput } from '@mantine/core'

import type { CategoryChoice } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.products.edit

/** An import may have brought a class of its own: it stays until another is chosen. */
const classesWith = (own: string) =>
  Object.entries({ [own]: own, ...words.taxes.classes }).map(([value, label]) => ({ value, label }))

export function OrganizationCard({ draft, set, problems, categories }: Part & { categories: CategoryChoice[] }) {
  return (
    <Card title={text.organization}>
      <MultiSelect
        label={text.categories}
        description={text.categoriesHint}
        searchable
        data={categories.map(({ id, path }) => ({ value: id, label: path }))}
        value={draft.categoryIds}
        error={problems['categoryIds']}
        onChange={(categoryIds) => set({ categoryIds })}
      />
      <TextInput
        label={text.vendor}
        value={draft.vendor}
        maxLength={200}
        onChange={(event) => set({ vendor: event.currentTarget.value })}
      />
      <TextInput
        label={text.type}
        value={draft.type}
        maxLength={200}
        onChange={(event) => set({ type: event.currentTarget.value })}
      />
      <TagsInput label={text.tags} value={draft.tags} maxTags={250} onChange={(tags) => set({ tags })} />
      {draft.giftCard ? null : (
        <NativeSelect
          label={text.taxClass}
          description={text.taxClassHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={classesWith(draft.taxClass)}
          value={draft.taxClass}
          error={problems['taxClass']}
          onChange={(event) => set({ taxClass: event.currentTarget.value })}
        />
      )}
      <Switch
        label={text.giftCard}
        description={text.giftCardHint}
        checked={draft.giftCard}
        onChange={(event) => set({ giftCard: event.currentTarget.checked })}
      />
    </Card>
  )
}
