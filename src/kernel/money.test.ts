import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  allocate,
  currencyOf,
  decimal,
  digitsOf,
  format,
  money,
  parseMoney,
  plus,
  portion,
  sum,
  times,
} from './money.ts'

const EUR = currencyOf('EUR')
const JPY = currencyOf('JPY')
const KWD = currencyOf('KWD')
const currency = fc.constantFrom(EUR, JPY, KWD)
const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('money', () => {
  test('is whole minor units or nothing', () => {
    expect(() => money(9.99, EUR)).toThrow('not whole minor units: 9.99')
    expect(() => currencyOf('eur')).toThrow('not a currency code')
    expect(Object.is(money(-0, EUR).amount, 0)).toBe(true)
  })

  test('of two currencies does not add up', () => {
    expect(() => plus(money(1, EUR), money(1, JPY))).toThrow('EUR and JPY do not add up')
    expect(sum([money(1, EUR), money(2, EUR)], EUR)).toEqual(money(3, EUR))
    expect(times(money(250, EUR), 3)).toEqual(money(750, EUR))
  })

  test('has as many digits as its currency', () => {
    expect([digitsOf(EUR), digitsOf(JPY), digitsOf(KWD)]).toEqual([2, 0, 3])
    expect(decimal(money(5, EUR))).toBe('0.05')
    expect(decimal(money(-1234567, KWD))).toBe('-1234.567')
    expect(parseMoney('19.990', EUR)).toEqual(money(1999, EUR))
    expect(parseMoney('19.999', EUR)).toBeNull()
    expect(parseMoney('1.5', JPY)).toBeNull()
    expect(parseMoney('1e3', EUR)).toBeNull()
  })

  test('is written as people there write it', () => {
    expect(format(money(123456, EUR), 'en')).toBe('€1,234.56')
    expect(format(money(123456, EUR), 'de')).toBe('1.234,56\u00a0€')
  })

  test('comes back from its decimal text', () => {
    fc.assert(
      fc.property(amount, currency, (units, unit) => {
        expect(parseMoney(decimal(money(units, unit)), unit)).toEqual(money(units, unit))
      }),
    )
  })
})

describe('a portion', () => {
  test('is rounded half away from zero, so that a refund mirrors its charge', () => {
    expect(portion(money(5, EUR), 1, 2).amount).toBe(3)
    expect(portion(money(-5, EUR), 1, 2).amount).toBe(-3)
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 1_000_000 }), (units, ppm) => {
        const charged = portion(money(units, EUR), ppm, 1_000_000).amount
        expect(portion(money(-units, EUR), ppm, 1_000_000).amount + charged).toBe(0)
        expect(Math.abs(charged * 1_000_000 - units * ppm)).toBeLessThanOrEqual(500_000)
      }),
    )
  })
})

describe('an allocation', () => {
  test('gives the odd cents to the largest remainders', () => {
    expect(allocate(money(100, EUR), [1, 1, 1]).map((part) => part.amount)).toEqual([34, 33, 33])
    expect(() => allocate(money(100, EUR), [0, 0])).toThrow('nothing to allocate to')
  })

  test('adds up to the whole, whatever the weights', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(amount, weights, currency, (units, shares, unit) => {
        fc.pre(shares.some((share) => share > 0))
        const whole = money(units, unit)
        expect(sum(allocate(whole, shares), unit)).toEqual(whole)
      }),
    )
  })
})
