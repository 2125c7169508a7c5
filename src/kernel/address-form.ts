import { addressFormat, partOfLetter, type AddressFormat, type AddressPart, type RegionKind } from './address-format.ts'

export type AddressField = Readonly<{
  part: AddressPart
  /** Which of the shop's words stands above the field. */
  label: Exclude<AddressPart, 'region' | 'postcode'> | RegionKind | 'postcode' | 'zip'
  required: boolean
  /** Rarely needed: shown behind a link. */
  folded: boolean
  autocomplete: string
  inputMode: 'text' | 'numeric'
  maxLength: number
  example: string | null
  /** What can be chosen; null for a field to type in. */
  regions: readonly { code: string; label: string }[] | null
  /** Fields of the same row stand side by side. */
  row: number
}>

const autocomplete: Record<AddressPart, string> = {
  name: 'name',
  organization: 'organization',
  street1: 'address-line1',
  street2: 'address-line2',
  district: 'address-level3',
  city: 'address-level2',
  region: 'address-level1',
  postcode: 'postal-code',
}

export const maxLengths: Readonly<Record<AddressPart, number>> = {
  name: 100,
  organization: 100,
  street1: 120,
  street2: 120,
  district: 80,
  city: 80,
  region: 80,
  postcode: 20,
}

/** The fields of a country's address in the order in which people there write them. */
export function addressForm(country: string): AddressField[] {
  const format = addressFormat(country)
  const rows = format.latin.split('%n').map((line) => partsOf(line).filter((part) => isAsked(format, part)))
  const parts = rows.flatMap((row, index) =>
    row.flatMap((part): [AddressPart, number][] =>
      part === 'street1'
        ? [
            ['street1', index],
            ['street2', index + 0.5],
          ]
        : [[part, index]],
    ),
  )
  return nameFirst(parts).map(([part, row]) => fieldOf(format, part, row))
}

const partsOf = (line: string): AddressPart[] =>
  [...line.matchAll(/%([A-Z])/g)].flatMap(([, letter = '']) => partOfLetter[letter] ?? [])

/** A region that a letter does not need and that nobody can choose from a list is not worth a field. */
const isAsked = ({ required, regions }: AddressFormat, part: AddressPart): boolean =>
  part !== 'region' || required.has('region') || regions.length > 0

/** Some write the company above the name; a form that starts with an optional field reads oddly. */
const nameFirst = (parts: [AddressPart, number][]) =>
  parts.toSorted(([a], [b]) => Number(b === 'name') - Number(a === 'name'))

function fieldOf(format: AddressFormat, part: AddressPart, row: number): AddressField {
  const { required, regions, postcodeRule, postcodeExamples, calledZip, regionKind } = format
  const isPostcode = part === 'postcode'
  return {
    part,
    label: part === 'region' ? regionKind : isPostcode && calledZip ? 'zip' : part,
    required: required.has(part),
    folded: part === 'organization' || part === 'street2',
    autocomplete: autocomplete[part],
    inputMode: isPostcode && postcodeRule !== '' && isDigits(postcodeRule) ? 'numeric' : 'text',
    maxLength: maxLengths[part],
    example: isPostcode ? (postcodeExamples[0] ?? null) : null,
    regions: part === 'region' && regions.length > 0 ? regions.map(choice) : null,
    row,
  }
}

const choice = ({ code, words, local }: { code: string; words: string; local: string }) => ({
  code,
  label: isLatin(local) || words === local ? words : `${words} ${local}`,
})

const isDigits = (rule: string): boolean => !/[A-Z]/.test(rule)

export const isLatin = (text: string): boolean =>
  !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)
