import { expect, test } from 'vitest'

import { showPeriod, showWhen } from './format.ts'

const local = (text: string): Date => new Date(text)
const at = (text: string): string => local(text).toISOString()

test('a moment is told as near as its reader would say it', () => {
  const now = local('2026-03-04T15:00:00')
  expect(showWhen(at('2026-03-04T09:05:00'), now)).toBe('Today, 09:05')
  expect(showWhen(at('2026-03-03T23:59:00'), now)).toBe('Yesterday, 23:59')
  expect(showWhen(at('2026-03-02T23:59:00'), now)).toBe('2 Mar, 23:59')
  expect(showWhen(at('2025-12-31T12:00:00'), now)).toBe('31 Dec 2025')
})

test('a period has a beginning, an end, both, or neither', () => {
  const words = { from: (when: string) => `from ${when}`, until: (when: string) => `until ${when}`, always: 'always' }
  const [startsAt, endsAt] = [at('2020-05-01T12:00:00'), at('2021-06-02T12:00:00')]
  expect(showPeriod({ startsAt: null, endsAt: null }, words)).toBe('always')
  expect(showPeriod({ startsAt, endsAt: null }, words)).toBe('from 1 May 2020')
  expect(showPeriod({ startsAt, endsAt }, words)).toBe('from 1 May 2020 until 2 Jun 2021')
})
