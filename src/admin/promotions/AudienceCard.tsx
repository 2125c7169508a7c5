import { MultiSelect, Switch } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.promotions.edit

export function AudienceCard({ draft, set, problems, choices }: Part) {
  const many = (ids: string[]): 'all' | string[] => (ids.length === 0 ? 'all' : ids)
  return (
    <Card title={text.audience}>
      <MultiSelect
        label={text.markets}
        placeholder={draft.markets === 'all' ? text.everyMarket : ''}
        clearable
        data={choices.markets.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.markets === 'all' ? [] : draft.markets}
        error={problems['markets']}
        onChange={(ids) => set({ markets: many(ids) })}
      />
      {choices.groups.length === 0 && draft.groups === 'all' ? null : (
        <MultiSelect
          label={text.groups}
          description={text.groupsHint}
          placeholder={draft.groups === 'all' ? text.everyGroup : ''}
          clearable
          data={choices.groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.groups === 'all' ? [] : draft.groups}
          error={problems['groups']}
          onChange={(ids) => set({ groups: many(ids) })}
        />
      )}
      <Switch
        label={text.firstOrderOnly}
        description={text.firstOrderOnlyHint}
        checked={draft.firstOrderOnly}
        onChange={(event) => set({ firstOrderOnly: event.currentTarget.checked })}
      />
      <MultiSelect
        label={text.countries}
        placeholder={draft.countries.length === 0 ? text.everyCountry : ''}
        searchable
        clearable
        data={[...new Set([...choices.countries, ...draft.countries])].map((code) => ({
          value: code,
          label: countryName(code),
        }))}
        value={draft.countries}
        error={problems['countries']}
        onChange={(countries) => set({ countries })}
      />
    </Card>
  )
}
