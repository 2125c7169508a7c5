import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { addressFormat } from './address-format.ts'
import { addressForm, addressLines, checkAddress, countryName, tidiedAddress } from './address.ts'

const partsOf = (country: string) => addressForm(country).map(({ part }) => part)
const whole = { name: 'Ada Berg', street1: 'Seestraße 7', city: 'Zürich', postcode: '8002' }

describe('an address form', () => {
  test('asks for what the country writes, in its order', () => {
    expect(partsOf('DE')).toEqual(['name', 'organization', 'street1', 'street2', 'postcode', 'city'])
    expect(partsOf('GB')).toEqual(['name', 'organization', 'street1', 'street2', 'city', 'postcode'])
    expect(partsOf('US').slice(4)).toEqual(['city', 'region', 'postcode'])
    expect(partsOf('JP').slice(4)).toEqual(['city', 'region', 'postcode'])
    expect(partsOf('HK')).not.toContain('postcode')
    expect(partsOf('XX')).toEqual(['name', 'organization', 'street1', 'street2', 'city'])
  })

  test('tells browsers and keyboards what each field is', () => {
    const field = (country: string, part: string) => addressForm(country).find((one) => one.part === part)
    expect(field('DE', 'postcode')).toMatchObject({ autocomplete: 'postal-code', inputMode: 'numeric', required: true })
    expect(field('GB', 'postcode')?.inputMode).toBe('text')
    expect(field('US', 'postcode')?.label).toBe('zip')
    expect(field('US', 'region')).toMatchObject({ label: 'state', required: true })
    expect(field('US', 'region')?.regions).toContainEqual({ code: 'CA', label: 'California' })
    expect(field('JP', 'region')?.regions).toContainEqual({ code: '13', label: 'Tokyo 東京都' })
    expect(field('JP', 'region')?.label).toBe('prefecture')
  })
})

describe('checking an address', () => {
  test('takes a good one, without stray spaces', () => {
    const input = { ...whole, name: '  Ada \n Berg ', region: 'nonsense' }
    expect(checkAddress('CH', input)).toEqual({
      ok: true,
      value: { ...whole, organization: '', street2: '', district: '', region: '', country: 'CH' },
    })
  })

  test('names everything that is wrong', () => {
    expect(checkAddress('US', { name: 'A', street1: '1 Main St', region: 'XX', postcode: '9021' })).toEqual({
      ok: false,
      refusal: {
        code: 'wrong_address',
        problems: [
          { part: 'city', code: 'required' },
          { part: 'region', code: 'region' },
          { part: 'postcode', code: 'postcode' },
        ],
      },
    })
    expect(checkAddress('DE', { ...whole, postcode: '12345', street1: 'x'.repeat(121) })).toMatchObject({
      refusal: { problems: [{ part: 'street1', code: 'too_long' }] },
    })
  })

  test.each([
    ['GB', 'sw1a1aa', 'SW1A 1AA'],
    ['GB', 'm2 5bq', 'M2 5BQ'],
    ['CA', 'm6k1v2', 'M6K 1V2'],
    ['JP', '1540023', '154-0023'],
    ['DE', 'D-10115', '10115'],
    ['CH', 'CH 8002', '8002'],
    ['NL', '1234ab', '1234 AB'],
    ['PL', '00950', '00-950'],
    ['BR', '40301110', '40301-110'],
    ['US', '94303-1234', '94303-1234'],
    ['LT', 'LT-04340', '04340'],
    ['IE', 'd02af30', 'D02 AF30'],
  ])('writes a postcode of %s as people there do: %s', (country, typed, written) => {
    expect(tidiedAddress(country, { postcode: typed }).postcode).toBe(written)
  })

  test('accepts the examples that each country gives for its postcodes', () => {
    const countries =
      'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO PL PT RO SE SI SK US JP'
    for (const country of countries.split(' ')) {
      const { postcodeExamples, postcodeRule } = addressFormat(country)
      const [example = ''] = postcodeExamples
      expect([country, new RegExp(`^(?:${postcodeRule})$`).test(example)]).toEqual([country, true])
      expect([country, tidiedAddress(country, { postcode: example }).postcode]).toEqual([country, example])
    }
  })
})

describe('printed lines', () => {
  const lines = (country: string, input: Record<string, string>, language = 'en') =>
    addressLines(tidiedAddress(country, input), language)

  test('follow the country and end with its name', () => {
    expect(lines('CH', { ...whole, organization: 'Berg AG', street2: '2. Stock' }, 'de')).toEqual([
      'Berg AG',
      'Ada Berg',
      'Seestraße 7',
      '2. Stock',
      '8002 Zürich',
      'Schweiz',
    ])
    const tokyo = {
      name: 'Aiko Mori',
      street1: '1-2-3 Sangenjaya',
      city: 'Setagaya-ku',
      region: '13',
      postcode: '1540024',
    }
    expect(lines('JP', tokyo)).toEqual(['Aiko Mori', '1-2-3 Sangenjaya', 'Setagaya-ku, Tokyo', '154-0024', 'Japan'])
    const local = { ...tokyo, name: '森愛子', street1: '三軒茶屋1-2-3', city: '世田谷区' }
    expect(lines('JP', local)).toEqual(['〒154-0024', '東京都世田谷区', '三軒茶屋1-2-3', '森愛子', 'Japan'])
  })

  test('leave no comma behind where a part is missing', () => {
    expect(lines('US', { city: 'Palo Alto', postcode: '94303' })).toEqual(['Palo Alto 94303', 'United States'])
    expect(lines('US', { region: 'CA' })).toEqual(['CA', 'United States'])
    expect(countryName('DE', 'de')).toBe('Deutschland')
  })
})

/** Addresses as people in a country write them, from a public collection kept beside the project. */
const folder = '../shared/data/reference/address-formatting/testcases/countries'
if (!existsSync(folder)) process.stderr.write(`skipped: no reference addresses in ${folder}\n`)

type Case = { given: Record<string, string>; expected: string[] }

function casesOf(country: string): Case[] {
  const blocks = readFileSync(`${folder}/${country.toLowerCase()}.yaml`, 'utf8').split(/^---$/m)
  return blocks.flatMap((block) => {
    const [components = '', expected = ''] = block.split(/^expected:.*$/m)
    const given = Object.fromEntries(
      [...components.matchAll(/^\s+(\w+)\s*:\s*"?(.*?)"?\s*$/gm)].map(([, key = '', value = '']) => [key, value]),
    )
    const lines = expected.split('\n').map((line) => line.trim())
    return [{ given, expected: lines.filter((line) => line !== '' && !line.startsWith('#')) }]
  })
}

/** Those that end with a street, a place and the country: what our form asks for. */
function comparable(country: string) {
  return casesOf(country).flatMap(({ given, expected }) => {
    const city = ['city', 'town', 'village'].map((kind) => given[kind]).find((name) => name !== undefined)
    const { postcode } = given
    const [street1 = '', place = ''] = expected.slice(-3)
    const complete = city && postcode && /\d/.test(street1) && [city, postcode].every((part) => place.includes(part))
    if (!complete) return []
    const names = [given['state_code'], given['county_code'], given['state'], given['county']]
    const { regions } = addressFormat(country)
    const region = regions.find(({ code, words }) => names.includes(code) || names.includes(words))?.code ?? ''
    return [{ expected: [street1, place], input: { street1, city, postcode, region } }]
  })
}

describe.skipIf(!existsSync(folder))('printed lines agree with a public collection', () => {
  const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll(',', '').replaceAll(/\s+/g, ' '))

  test.each('DE AT CH LI BE FR IT NO SE DK PL PT ES US CA AU'.split(' '))('in %s', (country) => {
    const cases = comparable(country)
    expect(cases.length).toBeGreaterThan(0)
    for (const { expected, input } of cases) {
      const printed = addressLines(tidiedAddress(country, input), 'en').slice(0, -1)
      expect(plain(printed)).toEqual(plain(expected))
    }
  })
})
