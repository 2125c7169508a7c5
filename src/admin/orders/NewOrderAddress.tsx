import { NativeSelect, TextInput } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { addressFields, type FormPart } from './new-order.ts'

const text = words.newOrder

/** Who orders, where it goes, and in which market and language. */
export function NewOrderAddress({ choices, draft, problems, onChange }: FormPart) {
  const market = choices.markets.find(({ id }) => id === draft.marketId)
  const { address } = draft
  return (
    <Card title={text.customer}>
      <div className="fields two">
        <NativeSelect
          label={text.market}
          value={draft.marketId}
          data={choices.markets.map(({ id, name, currency }) => ({ value: id, label: `${name} (${currency})` }))}
          onChange={(event) => {
            const next = choices.markets.find(({ id }) => id === event.currentTarget.value)
            if (!next) return
            const country = next.countries.includes(address.country) ? address.country : next.defaultCountry
            onChange({ marketId: next.id, shippingMethodId: null, address: { ...address, country } })
          }}
        />
        <NativeSelect
          label={text.language}
          value={draft.language}
          data={(market?.languages ?? []).map((code) => ({ value: code, label: text.languages[code] ?? code }))}
          onChange={(event) => onChange({ language: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={text.email}
        type="email"
        required
        value={draft.email}
        error={problems['email']}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <div className="fields two">
        {addressFields.map((field) => (
          <TextInput
            key={field}
            label={text[field]}
            value={address[field]}
            maxLength={200}
            error={problems[`address.${field}`]}
            onChange={(event) => onChange({ address: { ...address, [field]: event.currentTarget.value } })}
          />
        ))}
        <NativeSelect
          label={text.country}
          value={address.country}
          data={(market?.countries ?? []).map((code) => ({ value: code, label: countryName(code) }))}
          onChange={(event) => onChange({ address: { ...address, country: event.currentTarget.value } })}
        />
      </div>
    </Card>
  )
}
