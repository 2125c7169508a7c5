import { expect, test } from 'vitest'

import { taxDay } from './tax-day.ts'

const at = (country: string, moment: string): string => taxDay(country, new Date(moment))

test('a new rate begins at midnight of its own country', () => {
  expect(at('DE', '2026-12-31T22:59:59Z')).toBe('2026-12-31')
  expect(at('DE', '2026-12-31T23:00:00Z')).toBe('2027-01-01')
  expect(at('DE', '2026-06-30T22:00:00Z')).toBe('2026-07-01')
  expect(at('GB', '2026-12-31T23:59:59Z')).toBe('2026-12-31')
  expect(at('JP', '2026-09-30T15:00:00Z')).toBe('2026-10-01')
  expect(at('IN', '2026-03-31T18:29:59Z')).toBe('2026-03-31')
  expect(at('IN', '2026-03-31T18:30:00Z')).toBe('2026-04-01')
})

test('where clocks differ the day of most of them counts', () => {
  expect(at('ES', '2026-12-31T23:00:00Z')).toBe('2027-01-01')
  expect(at('US', '2027-01-01T04:30:00Z')).toBe('2026-12-31')
  expect(at('US', '2027-01-01T07:00:00Z')).toBe('2027-01-01')
})

test('a country that nobody knows has the day of UTC', () => {
  expect(at('XI', '2026-12-31T23:59:59Z')).toBe('2026-12-31')
  expect(at('', '2027-01-01T00:00:00Z')).toBe('2027-01-01')
})
