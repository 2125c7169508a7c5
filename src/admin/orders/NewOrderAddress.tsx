import { NativeSelect, TextInput } from '@mantine/core'

import { addressForm, type AddressField } from '#kernel/address'
import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { words } from '../messages/index.ts'
import { movedTo, type FormPart } from './new-order.ts'

const text = words.newOrder

/** Who orders, where it goes, and in which market and language. */
export function NewOrderAddress(props: FormPart) {
  const { choices, draft, problems, onChange } = props
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
            const isSoldTo = next.countries.includes(address.country)
            const moved = isSoldTo ? address : movedTo(next.defaultCountry, address)
            onChange({ marketId: next.id, shippingMethodId: null, address: moved })
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
      <NativeSelect
        label={text.country}
        value={address.country}
        data={(market?.countries ?? []).map((code) => ({ value: code, label: countryName(code) }))}
        onChange={(event) => onChange({ address: movedTo(event.currentTarget.value, address) })}
      />
      <div className="fields two">
        {addressForm(address.country).map((field) => (
          <AddressInput key={field.part} {...props} field={field} />
        ))}
      </div>
    </Card>
  )
}

/** As the country writes it; states and regions are chosen by name. */
function AddressInput({ field, draft: { address }, problems, onChange }: FormPart & { field: AddressField }) {
  const { part, regions, maxLength, required } = field
  const shared = {
    label: text[part],
    required,
    value: address[part],
    error: problems[`address.${part}`],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ address: { ...address, [part]: event.currentTarget.value } }),
  }
  if (regions === null) return <TextInput {...shared} maxLength={maxLength} />
  const choices = regions.map(({ code, label }) => ({ value: code, label }))
  return <NativeSelect {...shared} data={[{ value: '', label: text.choose }, ...choices]} />
}
