import { expect, test } from 'vitest'

import { rateAt, readTaxRates } from '#modules/tax'
import { testDesk } from '#testing/desk'
import type { Failure, TaxRateView, TaxScreen } from '../types.ts'

const { call, answer, shop } = testDesk()
const { db } = shop

const screen = () => answer<TaxScreen>('/api/taxes')
const save = (settings: Partial<TaxScreen['settings']>, version: string) =>
  call('/api/taxes/settings', {
    method: 'PUT',
    body: { version, settings: { country: 'DE', vatId: '', whenSilent: 'charge', ...settings } },
  })

test('a shop says where it is known to the tax office, once at a time', async () => {
  const before = await screen()
  expect(before.settings).toEqual({ country: 'DE', vatId: '', whenSilent: 'charge' })
  expect(before.union).toContain('NL')
  expect(before.union).not.toContain('US')

  expect((await save({ vatId: ' de 136 695 976 ', whenSilent: 'accept' }, before.version)).status).toBe(200)
  const after = await screen()
  expect(after.settings).toEqual({ country: 'DE', vatId: 'DE136695976', whenSilent: 'accept' })
  expect((await save({}, before.version)).status).toBe(409)
})

test('an ID that cannot be right, or of another country, is told beside its field', async () => {
  const { version } = await screen()
  for (const vatId of ['DE000000000', 'NL004495445B01']) {
    const refused = await save({ vatId }, version)
    expect(refused.status).toBe(422)
    expect(((await refused.json()) as Failure).problems?.[0]?.path).toBe('settings.vatId')
  }
})

test('a rate that starts on a day is there before it holds, is changed, and goes again', async () => {
  const key = { country: 'DE', region: '', postcodePattern: '', taxClass: 'standard', startsOn: '2031-01-01' }
  const put = (percent: string) => call('/api/taxes/rates', { method: 'PUT', body: { ...key, name: 'VAT', percent } })
  const standardOn = async (day: string) =>
    (await readTaxRates(db, 'DE', new Date(day))).find(
      ({ taxClass, postcodePattern }) => taxClass === 'standard' && postcodePattern === '',
    )?.ratePpm
  expect((await put('20,5')).status).toBe(200)
  expect([await standardOn('2030-12-31'), await standardOn('2031-01-01')]).toEqual([190_000, 205_000])
  expect((await put('21')).status).toBe(200)
  const rates = await answer<TaxRateView[]>('/api/taxes/rates?country=DE')
  expect(rates.find(({ startsOn }) => startsOn === '2031-01-01')?.percent).toBe('21')

  for (const percent of ['-1', '101', '1e3', '19.12345', '']) expect((await put(percent)).status).toBe(422)
  expect((await call('/api/taxes/rates', { method: 'DELETE', body: key })).status).toBe(200)
  expect(await standardOn('2031-01-01')).toBe(190_000)
})

test('a pattern of postcodes that is none is told beside its field, and nobody’s checkout breaks by it', async () => {
  const rate = { country: 'DE', region: '', taxClass: 'standard', startsOn: '2020-01-01', name: 'VAT', percent: '0' }
  for (const postcodePattern of ['(27498', '[', '*', 'a\\']) {
    const refused = await call('/api/taxes/rates', { method: 'PUT', body: { ...rate, postcodePattern } })
    expect(refused.status).toBe(422)
    expect(((await refused.json()) as Failure).problems?.[0]?.path).toBe('postcodePattern')
  }
  const rates = await readTaxRates(db, 'DE', new Date())
  expect(rateAt(rates, { country: 'DE', region: '', postcode: '20457' }, 'standard')).toMatchObject({
    ratePpm: 190_000,
  })
})
