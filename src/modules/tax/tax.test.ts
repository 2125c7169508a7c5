import { existsSync, readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { currencyOf, money, plus } from '#kernel/money'
import { knownRates } from './known-rates.ts'
import { rateAt, taxIn, taxOn, type TaxRate } from './tax.ts'

const EUR = currencyOf('EUR')

/** The rates of a country that hold on a day, as the query answers them. */
function on(day: string, country: string): TaxRate[] {
  const started = knownRates.filter((rate) => rate.country === country && rate.startsOn <= day)
  const key = (rate: TaxRate) => [rate.region, rate.postcodePattern, rate.taxClass].join(' ')
  const sorted = started.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  return [...new Map(sorted.map((rate) => [key(rate), rate])).values()]
}

const at = (country: string, taxClass = 'standard', more: { region?: string; postcode?: string; day?: string } = {}) =>
  rateAt(on(more.day ?? '2025-12-01', country), { country, region: '', postcode: '', ...more }, taxClass).ratePpm

describe('a rate', () => {
  test('is the country’s, for the kind of goods', () => {
    expect([at('DE'), at('DE', 'reduced'), at('DE', 'zero')]).toEqual([190_000, 70_000, 0])
    expect([at('CH'), at('LI'), at('NO'), at('GB')]).toEqual([81_000, 81_000, 250_000, 200_000])
  })

  test('of a kind that the country does not know is the next higher one', () => {
    expect(at('DE', 'super_reduced')).toBe(70_000)
    expect(at('DK', 'super_reduced')).toBe(250_000)
    expect(at('DE', 'something new')).toBe(190_000)
  })

  test('starts on its day', () => {
    expect(at('SK', 'standard', { day: '2024-12-31' })).toBe(200_000)
    expect(at('SK', 'standard', { day: '2025-01-01' })).toBe(230_000)
  })

  test('has exceptions by postcode, however it is written', () => {
    expect(at('DE', 'standard', { postcode: '78266' })).toBe(0)
    expect(at('ES', 'reduced', { postcode: '35 001' })).toBe(0)
    expect(at('PT', 'standard', { postcode: '9000-123' })).toBe(220_000)
    expect(at('PT', 'reduced', { postcode: '9000-123' })).toBe(60_000)
    expect(at('GB', 'standard', { postcode: 'JE2 3AB' })).toBe(0)
    expect(at('DE', 'standard', { postcode: '782660' })).toBe(190_000)
  })

  test('is the state’s in the United States, and nothing before the state is known', () => {
    expect(at('US', 'standard', { region: 'CA' })).toBe(72_500)
    expect(at('US', 'standard', { region: 'OR' })).toBe(0)
    expect(at('US')).toBe(0)
  })

  test('is nothing where we know of none', () => {
    expect(rateAt([], { country: 'JP', region: '', postcode: '' }, 'standard')).toEqual({ name: '', ratePpm: 0 })
  })
})

describe('tax', () => {
  test('is contained in a gross price or comes on top of a net one', () => {
    expect(taxIn(money(11900, EUR), 190_000)).toEqual(money(1900, EUR))
    expect(taxOn(money(10000, EUR), 190_000)).toEqual(money(1900, EUR))
  })

  test('on top of a net price is what is contained in their sum, to one unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 300_000 }), (net, ppm) => {
        const tax = taxOn(money(net, EUR), ppm)
        const contained = taxIn(plus(money(net, EUR), tax), ppm)
        expect(Math.abs(contained.amount - tax.amount)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

type Period = {
  effective_from: string
  rates: Record<string, number>
  exceptions?: { name: string; postcode: string; standard: number }[]
}

/** Public lists of rates, kept beside the project where it is developed. */
const folder = '../shared/data/reference'
const lists = existsSync(`${folder}/ibericode-vat-rates.json`)
if (!lists) process.stderr.write(`skipped: no reference lists of VAT rates in ${folder}\n`)

describe.skipIf(!lists)('the rates we know agree with public lists', () => {
  test('standard and reduced rates of the Union and Britain', () => {
    const list = JSON.parse(readFileSync(`${folder}/ibericode-vat-rates.json`, 'utf8')) as {
      items: Record<string, Period[]>
    }
    const names = { standard: ['standard'], reduced: ['reduced', 'reduced1'], reduced_high: ['reduced2'] }
    const compared: string[] = []
    for (const [country, [newest]] of Object.entries(list.items)) {
      for (const [taxClass, keys] of Object.entries({ ...names, super_reduced: ['super_reduced'] })) {
        const theirs = keys.map((key) => newest?.rates[key]).find((rate) => rate !== undefined)
        if (theirs === undefined) continue
        expect([country, taxClass, at(country, taxClass)]).toEqual([country, taxClass, Math.round(theirs * 10_000)])
        compared.push(`${country} ${taxClass}`)
      }
      for (const { postcode, standard } of newest?.exceptions ?? []) {
        const ours = knownRates.find((rate) => rate.country === country && samePlaces(rate.postcodePattern, postcode))
        expect([country, postcode, ours?.ratePpm]).toEqual([country, postcode, standard * 10_000])
      }
    }
    expect(compared.length).toBeGreaterThan(70)
  })

  test('and a second list, which knows Switzerland and Norway too', () => {
    const csv = readFileSync(`${folder}/kdeldycke-vat_rates.csv`, 'utf8')
    const standard = csv.matchAll(/^\d{4}-\d\d-\d\d,,([A-Z]{2}),[A-Z]{3},([\d.]+),standard/gm)
    const known = new Set(knownRates.map((rate) => rate.country))
    const theirs = [...standard].map(([, country = '', rate]): [string, number] => [country, Number(rate)])
    const shared = theirs.filter(([country]) => known.has(country))
    for (const [country, rate] of shared)
      expect([country, at(country)]).toEqual([country, Math.round(rate * 1_000_000)])
    expect(shared.length).toBeGreaterThan(25)
  })
})

/** Whether two patterns name the same five-digit (or four-digit) postcodes. */
function samePlaces(ours: string, theirs: string): boolean {
  if (ours === '') return false
  const all = Array.from({ length: 100_000 }, (_, code) => String(code).padStart(5, '0'))
  const some = [...all, ...all.slice(0, 10_000).map((code) => code.slice(1))]
  const [a, b] = [ours, theirs].map((pattern) => new RegExp(`^(?:${pattern})$`))
  return some.every((code) => a?.test(code) === b?.test(code))
}
