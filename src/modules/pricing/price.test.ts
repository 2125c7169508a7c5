import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { currencyOf } from '#kernel/money'
import { effectivePrice, priceChangesAt, type PriceRow } from './price.ts'

const EUR = currencyOf('EUR')
const row = (parts: Partial<PriceRow>): PriceRow => ({
  amount: 2000,
  compareAtAmount: null,
  saleAmount: null,
  saleStartsAt: null,
  saleEndsAt: null,
  currency: EUR,
  ...parts,
})
const at = (time: string) => new Date(`2026-03-01T${time}Z`)

test('a sale starts on the minute and ends itself', () => {
  const sale = row({ saleAmount: 1500, saleStartsAt: at('10:00:00'), saleEndsAt: at('12:00:00') })
  const asked = (time: string) => {
    const { unit, was, saleEndsAt } = effectivePrice(sale, at(time))
    return [unit.amount, was?.amount ?? null, saleEndsAt]
  }

  expect(asked('09:59:59.999')).toEqual([2000, null, null])
  expect(asked('10:00:00')).toEqual([1500, 2000, at('12:00:00')])
  expect(asked('11:59:59.999')).toEqual([1500, 2000, at('12:00:00')])
  expect(asked('12:00:00')).toEqual([2000, null, null])
  expect(priceChangesAt(sale, at('09:00:00'))).toEqual(at('10:00:00'))
  expect(priceChangesAt(sale, at('10:00:00'))).toEqual(at('12:00:00'))
  expect(priceChangesAt(sale, at('12:00:00'))).toBeNull()
})

test('an old price is struck through only when it was higher', () => {
  expect(effectivePrice(row({ compareAtAmount: 2500 }), at('10:00:00')).was?.amount).toBe(2500)
  expect(effectivePrice(row({ compareAtAmount: 2000 }), at('10:00:00')).was).toBeNull()
  expect(effectivePrice(row({ compareAtAmount: 1000 }), at('10:00:00')).was).toBeNull()
})

test('between two of its changes a price stays the same', () => {
  const instant = fc.option(
    fc.integer({ min: 0, max: 1000 }).map((ms) => new Date(ms)),
    { nil: null },
  )
  const amount = fc.integer({ min: 0, max: 100_000 })
  const rows = fc.record({
    amount,
    saleAmount: fc.option(amount, { nil: null }),
    saleStartsAt: instant,
    saleEndsAt: instant,
  })
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (parts, from, wait) => {
      const price = row(parts)
      fc.pre(!price.saleStartsAt || !price.saleEndsAt || price.saleStartsAt < price.saleEndsAt)
      const now = new Date(from)
      const later = new Date(from + wait)
      const change = priceChangesAt(price, now)
      fc.pre(change === null || later < change)
      expect(effectivePrice(price, later)).toEqual(effectivePrice(price, now))
    }),
  )
})
