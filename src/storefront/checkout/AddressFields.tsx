import { addressForm, countryName, type AddressField } from '#kernel/address'
import { describedBy, Field, FieldFrame } from '../components/Field.tsx'
import type { Place, Places } from '../place.ts'
import type { FieldProblem } from './check-form.ts'
import { fieldName, type Values } from './form.ts'
import type { CheckoutWords } from './messages.ts'

export type FieldsProps = {
  words: CheckoutWords
  values: Values
  problems: readonly FieldProblem[]
}

type Props = FieldsProps & { prefix: '' | 'billing_'; country: string }

/** The fields of a country's address, side by side where they stand on one line; the rare ones behind a fold. */
export const AddressFields = ({ prefix, country, ...shared }: Props) => {
  const form = addressForm(country)
  const rows = Map.groupBy(
    form.filter((field) => !field.folded),
    (field) => field.row,
  )
  const folded = form.filter((field) => field.folded)
  const isOpen = folded.some(({ part }) => shared.values[fieldName(prefix, part)] !== '')
  return (
    <>
      {[...rows.values()].map((fields) => (
        <div className="field-row" key={fields[0]?.part}>
          {fields.map((field) => (
            <AddressControl key={field.part} {...shared} prefix={prefix} field={field} />
          ))}
        </div>
      ))}
      {folded.length > 0 && (
        <details className="fold" open={isOpen}>
          <summary className="fold__button link">{shared.words.fold}</summary>
          <div className="fold__fields">
            {folded.map((field) => (
              <AddressControl key={field.part} {...shared} prefix={prefix} field={field} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}

type ControlProps = FieldsProps & { prefix: Props['prefix']; field: AddressField }

const AddressControl = ({ words, values, problems, prefix, field }: ControlProps) => {
  const name = fieldName(prefix, field.part)
  const shared = {
    name,
    label: words.labels[field.label],
    note: field.required ? undefined : words.optional,
    error: problems.find((problem) => problem.field === name)?.message,
  }
  const autoComplete = `${prefix === '' ? 'shipping' : 'billing'} ${field.autocomplete}`
  const missing = (field.regions ? words.wrong.region : words.wrong.required)(shared.label)
  if (field.regions)
    return (
      <FieldFrame {...shared}>
        <select
          className="select"
          id={name}
          name={name}
          defaultValue={values[name]}
          autoComplete={autoComplete}
          required={field.required}
          data-refresh=""
          data-required={missing}
          {...describedBy(name, shared.error)}
        >
          <option value="">{words.choose}</option>
          {field.regions.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </FieldFrame>
    )
  const isPostcode = field.part === 'postcode'
  return (
    <Field
      {...shared}
      type="text"
      defaultValue={values[name]}
      autoComplete={autoComplete}
      inputMode={field.inputMode}
      maxLength={field.maxLength}
      required={field.required}
      data-required={missing}
      autoCapitalize={isPostcode ? 'characters' : 'words'}
      {...(isPostcode ? { 'data-refresh': '' } : {})}
    />
  )
}

type CountryProps = FieldsProps & { prefix: Props['prefix']; place: Place; places: Places }

/** First of all fields, since it decides about the others. A country of another market brings other prices with it. */
export const CountryField = ({ words, values, problems, prefix, place, places }: CountryProps) => {
  const name = fieldName(prefix, 'country')
  const error = problems.find((problem) => problem.field === name)?.message
  const here = named(place.market.countries, place.language)
  const elsewhere = named(
    places.all.flatMap(({ market }) => (market.id === place.market.id ? [] : market.countries)),
    place.language,
  )
  return (
    <FieldFrame name={name} label={words.country} error={error}>
      <select
        className="select"
        id={name}
        name={name}
        defaultValue={values[name]}
        autoComplete={`${prefix === '' ? 'shipping' : 'billing'} country`}
        required
        data-refresh="country"
        {...describedBy(name, error)}
      >
        {elsewhere.length === 0 ? (
          <Countries countries={here} />
        ) : (
          <>
            <optgroup label={prefix === '' ? words.countryHere : words.country}>
              <Countries countries={here} />
            </optgroup>
            <optgroup label={prefix === '' ? words.countryElsewhere : '…'}>
              <Countries countries={elsewhere} />
            </optgroup>
          </>
        )}
      </select>
    </FieldFrame>
  )
}

type Named = readonly { code: string; name: string }[]

const Countries = ({ countries }: { countries: Named }) =>
  countries.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ))

/** By the places' countries and language: as many as the shop has places. */
const namedBefore = new Map<string, Named>()

/** In the order of the reader's alphabet; sorted once. */
function named(codes: readonly string[], language: string): Named {
  const key = `${language} ${codes.join()}`
  const known = namedBefore.get(key)
  if (known) return known
  const sorted = [...new Set(codes)]
    .map((code) => ({ code, name: countryName(code, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  if (namedBefore.size >= 500) namedBefore.clear()
  namedBefore.set(key, sorted)
  return sorted
}
