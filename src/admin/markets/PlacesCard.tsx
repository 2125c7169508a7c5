import { MultiSelect, NativeSelect } from '@mantine/core'

import type { MarketsScreen } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { withCountries, type CardProps } from './draft.ts'

const text = words.markets

type Props = CardProps & { screen: MarketsScreen }

/** The countries that the market has, and what is spoken there. */
export function PlacesCard({ draft, set, problem, saved, screen }: Props) {
  return (
    <Card title={text.places}>
      <MultiSelect
        label={text.countries}
        description={text.countriesHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        searchable
        data={choicesOf(screen, saved?.id ?? '')}
        value={draft.countries}
        error={problem('countries')}
        onChange={(countries) => set(withCountries(countries, draft))}
      />
      <NativeSelect
        label={text.defaultCountry}
        description={text.defaultCountryHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={draft.countries.map((code) => ({ value: code, label: countryName(code) }))}
        value={draft.defaultCountry}
        error={problem('defaultCountry')}
        onChange={(event) => set({ defaultCountry: event.currentTarget.value })}
      />
      <MultiSelect
        label={text.languages}
        description={text.languagesHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={screen.languages.map((code) => ({ value: code, label: text.language(code) }))}
        value={draft.languages}
        error={problem('languages')}
        onChange={(languages) => set({ languages })}
      />
    </Card>
  )
}

/** By name; those of another market say which, and cannot be chosen. */
function choicesOf({ countries, markets }: MarketsScreen, marketId: string) {
  const others = markets.filter(({ id }) => id !== marketId)
  const choices = countries.map((code) => {
    const owner = others.find((market) => market.countries.includes(code))
    const name = countryName(code)
    return { value: code, label: owner ? text.taken(name, owner.name) : name, disabled: owner !== undefined }
  })
  return choices.toSorted((one, other) => one.label.localeCompare(other.label))
}
