import { addressForm, isLatin, maxLengths } from './address-form.ts'
import { addressFormat, partOfLetter, type AddressFormat, type AddressPart } from './address-format.ts'
import { oncePer } from './once-per.ts'
import { ok, refuse, type Result } from './result.ts'

export { addressForm, type AddressField } from './address-form.ts'
export type { AddressPart } from './address-format.ts'

/** An address as we keep it: what a country does not use is ''. `region` is a code where the country has a list. */
export type PostalAddress = Readonly<Record<AddressPart, string> & { country: string }>

export type AddressProblem = Readonly<{ part: AddressPart; code: 'required' | 'too_long' | 'postcode' | 'region' }>
export type WrongAddress = { code: 'wrong_address'; problems: AddressProblem[] }

const parts = Object.keys(maxLengths) as AddressPart[]

/** What was typed, without stray spaces; fields that the country does not have are dropped. Says nothing about sense. */
export function tidiedAddress(country: string, input: Partial<Record<AddressPart, string>>): PostalAddress {
  const fields = new Set(addressForm(country).map(({ part }) => part))
  const tidied = parts.map((part): [AddressPart, string] => {
    const text = fields.has(part) ? tidy(input[part] ?? '') : ''
    return [part, part === 'postcode' ? postcodeAsWritten(addressFormat(country), text) : text]
  })
  return { ...(Object.fromEntries(tidied) as Record<AddressPart, string>), country }
}

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** An address that a parcel reaches, as far as its form tells, or everything that is wrong with it. */
export function checkAddress(
  country: string,
  input: Partial<Record<AddressPart, string>>,
): Result<PostalAddress, WrongAddress> {
  const address = tidiedAddress(country, input)
  const format = addressFormat(country)
  const problems = addressForm(country).flatMap(({ part, required, maxLength }): AddressProblem[] => {
    const text = address[part]
    if (text === '') return required ? [{ part, code: 'required' }] : []
    if (text.length > maxLength) return [{ part, code: 'too_long' }]
    if (part === 'postcode' && !fits(format, text)) return [{ part, code: 'postcode' }]
    if (part === 'region' && format.regions.length > 0 && !format.regions.some(({ code }) => code === text))
      return [{ part, code: 'region' }]
    return []
  })
  return problems.length === 0 ? ok(address) : refuse({ code: 'wrong_address', problems })
}

const fits = ({ postcodeRule }: AddressFormat, postcode: string): boolean =>
  postcodeRule === '' || new RegExp(`^(?:${postcodeRule})$`).test(postcode)

/** `sw1a1aa` → `SW1A 1AA`, `D-10115` → `10115`, `1540023` → `154-0023`: as the country's own examples look. */
function postcodeAsWritten(format: AddressFormat, typed: string): string {
  const upper = typed.toUpperCase()
  const bare = upper.replace(/^[A-Z]{1,3}[- ](?=[\dA-Z])/, '')
  const candidates = [upper, bare].flatMap((text) => [shaped(format, text), text])
  return candidates.find((text) => fits(format, text)) ?? typed
}

function shaped({ postcodeExamples }: AddressFormat, text: string): string {
  const signs = text.replaceAll(/[^\dA-Z]/g, '')
  const shape = (of: string) => of.replaceAll(/\d/g, '0').replaceAll(/[A-Z]/g, 'A')
  const example = postcodeExamples.find((one) => shape(one.replaceAll(/[^\dA-Z]/g, '')) === shape(signs))
  if (!example) return text
  let next = 0
  return example.replaceAll(/[\dA-Z]/g, () => signs[next++] ?? '')
}

/** The address as it stands on a parcel, the country last, in words of the reader. */
export function addressLines(address: PostalAddress, language: string): string[] {
  const format = addressFormat(address.country)
  const latin = isLatin(address.street1 + address.city + address.name)
  const region = format.regions.find(({ code }) => code === address.region)
  const printed = { ...address, region: (latin ? region?.latin : region?.local) ?? address.region }
  const lines = (latin ? format.latin : format.local)
    .split('%n')
    .flatMap((line) => (line === '%A' ? [printed.street1, printed.street2] : [filled(line, printed)]))
  return [...lines, countryName(address.country, language)].filter((line) => line !== '')
}

/** Puts the parts into a line. The text before a part that is missing goes with it. */
function filled(line: string, address: PostalAddress): string {
  const pieces = [...line.matchAll(/([^%]*)(?:%([A-Z]))?/g)].map(([, before = '', letter = '']) => {
    const part = partOfLetter[letter]
    if (!part) return before
    return address[part] === '' ? '' : before + address[part]
  })
  return pieces.join('').replace(/^[\s,-]+|[\s,-]+$/g, '')
}

const names = oncePer((language) => new Intl.DisplayNames(language, { type: 'region' }))

/** `DE` → Germany, Deutschland. */
export const countryName = (country: string, language: string): string => names(language).of(country) ?? country
