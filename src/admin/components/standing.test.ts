import { expect, test } from 'vitest'

import { standing } from './standing.ts'

test('what is wrong with a field is said until something else is typed there', () => {
  const sent = { email: 'x', address: { name: '', city: '' }, lines: [{ quantity: 1 }], percent: Number.NaN }
  const wrong = { email: 'a', 'address.name': 'b', 'address.city': 'c', 'lines.0': 'd', percent: 'e', other: 'f' }
  expect(standing(wrong, sent, sent)).toEqual(wrong)
  const now = { ...sent, address: { ...sent.address, name: 'Ada' }, lines: [{ quantity: 2 }] }
  expect(Object.keys(standing(wrong, sent, now))).toEqual(['email', 'address.city', 'percent', 'other'])
})
