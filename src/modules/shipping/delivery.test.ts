import { expect, test } from 'vitest'

import { deliveryRange, deliveryText } from './delivery.ts'

const method = { minDays: 2, maxDays: 4 }
const from = (now: string) => deliveryRange(method, new Date(now))

test('an order before the cut-off leaves today, one after it tomorrow', () => {
  // Thursday 27 November 2025; Berlin is an hour ahead of UTC.
  expect(from('2025-11-27T12:59:59Z')).toEqual({ from: '2025-12-01', to: '2025-12-03' })
  expect(from('2025-11-27T13:00:00Z')).toEqual({ from: '2025-12-02', to: '2025-12-04' })
})

test('weekends do not count', () => {
  expect(from('2025-11-28T15:00:00Z')).toEqual({ from: '2025-12-03', to: '2025-12-05' })
  expect(from('2025-11-29T08:00:00Z')).toEqual({ from: '2025-12-03', to: '2025-12-05' })
  expect(deliveryRange({ minDays: 0, maxDays: 0 }, new Date('2025-11-29T08:00:00Z')).from).toBe('2025-12-01')
})

test('the warehouse keeps its own clock', () => {
  expect(from('2025-11-30T23:30:00Z')).toEqual(from('2025-12-01T08:00:00Z'))
})

test('days are written as people write them', () => {
  const range = { from: '2024-12-03', to: '2024-12-05' }
  expect(deliveryText(range, 'en')).toBe('Tue 3 – Thu 5 Dec')
  expect(deliveryText(range, 'de')).toBe('Di., 3. – Do., 5. Dez.')
  expect(deliveryText({ from: '2024-12-30', to: '2025-01-02' }, 'en')).toMatch(/Dec.*Jan/)
  expect(deliveryText({ from: '2024-12-03', to: '2024-12-03' }, 'en')).toBe('Tue 3 Dec')
})
