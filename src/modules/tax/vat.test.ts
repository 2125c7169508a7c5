import { describe, expect, test } from 'vitest'

import type { TaxSettings } from './settings.ts'
import { vatOf, type VatCheck } from './vat.ts'
import { readVatId } from './vat-id.ts'

const settings: TaxSettings = { country: 'DE', vatId: 'DE136695976', whenSilent: 'charge' }
const place = (country: string) => ({ country, region: '', postcode: '' })
const said = (state: VatCheck['state']): VatCheck => ({
  id: 'check',
  state,
  holderName: 'MOLEN B.V.',
  checkedAt: new Date(0),
})
const dutch = 'NL004495445B01'

test('an ID is read with all that people put between its signs', () => {
  expect(readVatId(' nl 0044.95-445 b01 ')).toEqual({ id: dutch, country: 'NL', isSound: true })
  expect(readVatId('EL094259216')).toEqual({ id: 'EL094259216', country: 'GR', isSound: true })
  expect(readVatId('  ')).toBeNull()
})

test.each(['DE000000000', 'DE136695977', 'NL004495446B01', '<script>', 'XX1', `DE${'1'.repeat(400)}`, '____'])(
  '%s cannot be right',
  (typed) => expect(readVatId(typed)?.isSound ?? false).toBe(false),
)

describe('who owes the tax', () => {
  const stand = (words: Partial<Parameters<typeof vatOf>[0]> = {}) => {
    const { state, offered, reverseCharge } = vatOf({
      vatId: dutch,
      check: said('valid'),
      place: place('NL'),
      settings,
      ...words,
    })
    return [state, offered, reverseCharge]
  }

  test('a business of another country of the Union, with an ID that the register knows', () => {
    expect(stand()).toEqual(['valid', true, true])
    expect(stand({ place: place('BE') })).toEqual(['valid', true, true])
  })

  test('typing is not enough (A013)', () => {
    expect(stand({ check: null })).toEqual(['unchecked', true, false])
    expect(stand({ check: said('invalid') })).toEqual(['invalid', true, false])
    expect(stand({ vatId: 'DE000000000' })).toEqual(['invalid', true, false])
    expect(stand({ vatId: null })).toEqual(['none', true, false])
  })

  test('not within the shop’s country, not outside the Union, not with an ID of home', () => {
    expect(stand({ place: place('DE') })).toEqual(['valid', false, false])
    expect(stand({ place: place('CH') })).toEqual(['valid', false, false])
    expect(stand({ vatId: 'DE136695976' })).toEqual(['valid', true, false])
    expect(stand({ vatId: 'GB980780684', check: null })).toEqual(['format_only', true, false])
    expect(stand({ vatId: 'GB980780684' })).toEqual(['format_only', true, false])
  })

  test('a shop without an ID of its own, or outside the Union, lets nobody off', () => {
    expect(stand({ settings: { ...settings, vatId: '' } })).toEqual(['valid', false, false])
    expect(stand({ settings: { ...settings, country: 'US' } })).toEqual(['valid', false, false])
  })

  test('a silent register: the merchant’s setting decides, and only a sound ID can win', () => {
    const silent = said('unavailable')
    expect(stand({ check: silent })).toEqual(['format_only', true, false])
    const trusting: TaxSettings = { ...settings, whenSilent: 'accept' }
    expect(stand({ check: silent, settings: trusting })).toEqual(['format_only', true, true])
    expect(stand({ vatId: 'NL004495446B01', check: silent, settings: trusting })).toEqual(['invalid', true, false])
    expect(stand({ check: null, settings: trusting })).toEqual(['unchecked', true, false])
    expect(stand({ vatId: 'GB980780684', check: silent, settings: trusting })).toEqual(['format_only', true, false])
  })
})
