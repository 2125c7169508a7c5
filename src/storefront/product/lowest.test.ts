import { expect, test } from 'vitest'

import { lowestBefore } from './lowest.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, number))
const set = (onDay: number, amount: number, saleAmount: number | null = null) => ({
  amount,
  saleAmount,
  at: day(onDay),
})

test('it is the lowest of the 30 days before the sale began, not of the sale', () => {
  expect(lowestBefore([set(60, 3000, 2000), set(50, 3000), set(40, 2500), set(1, 2800)], null)).toBe(2500)
})

test('a price from long ago counts as long as it held', () => {
  expect(lowestBefore([set(90, 3000, 2000), set(80, 3000), set(2, 2600), set(1, 1000)], null)).toBe(2600)
})

test('a planned sale asked for its full price until it began', () => {
  expect(lowestBefore([set(50, 3000, 2000)], day(55))).toBe(3000)
})

test('what was never sold before has none', () => {
  expect(lowestBefore([set(50, 3000, 2000)], null)).toBeNull()
  expect(lowestBefore([], null)).toBeNull()
})
