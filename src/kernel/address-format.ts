import { addressFormats } from './address-formats.ts'

/** One letter each, as the formats have them. */
export type AddressPart = 'name' | 'organization' | 'street1' | 'street2' | 'district' | 'city' | 'region' | 'postcode'

export type Region = Readonly<{
  /** ISO 3166-2 without the country, where the region has one. */
  code: string
  local: string
  latin: string
  /** The whole name, for a list to choose from. */
  words: string
}>

export type RegionKind =
  | 'area'
  | 'county'
  | 'department'
  | 'district'
  | 'do_si'
  | 'island'
  | 'parish'
  | 'prefecture'
  | 'province'
  | 'state'

export type AddressFormat = Readonly<{
  /** Lines of parts and the text between them; `latin` is the order for people who write in Latin letters. */
  local: string
  latin: string
  required: ReadonlySet<AddressPart>
  /** A regular expression over the whole postcode; '' where there is none. */
  postcodeRule: string
  postcodeExamples: readonly string[]
  regionKind: RegionKind
  calledZip: boolean
  regions: readonly Region[]
}>

export const partOfLetter: Readonly<Record<string, AddressPart>> = {
  N: 'name',
  O: 'organization',
  A: 'street1',
  D: 'district',
  C: 'city',
  S: 'region',
  Z: 'postcode',
}

const regionKinds: readonly string[] = 'area county department district do_si island parish prefecture state'.split(' ')

const known = new Map<string, AddressFormat>()

/** How a country writes addresses; one that nobody told us about gets name, street and city. */
export function addressFormat(country: string): AddressFormat {
  const read = known.get(country) ?? unpacked(addressFormats[country] ?? '%N%n%O%n%A%n%C\t\tAC')
  known.set(country, read)
  return read
}

function unpacked(line: string): AddressFormat {
  const [local = '', latin = '', required = '', postcodeRule = '', examples = '', kinds = '', regions = ''] =
    line.split('\t')
  const [regionKind = 'province'] = kinds.split(' ').filter((kind) => regionKinds.includes(kind))
  const parts = [...required].flatMap((letter) => partOfLetter[letter] ?? [])
  return {
    local,
    latin: latin || local,
    required: new Set<AddressPart>(['name', ...parts]),
    postcodeRule,
    postcodeExamples: examples === '' ? [] : examples.split(','),
    regionKind: regionKind as RegionKind,
    calledZip: kinds.split(' ').includes('zip'),
    regions: regions === '' ? [] : regions.split('~').map(regionFrom),
  }
}

function regionFrom(text: string): Region {
  const [code = '', local = '', latin = '', words = ''] = text.split('=')
  const inLocal = local || code
  const inLatin = latin || inLocal
  return { code, local: inLocal, latin: inLatin, words: words || inLatin }
}
