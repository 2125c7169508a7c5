import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { offersFor, type ShippingMethod } from './shipping.ts'

const EUR = currencyOf('EUR')
const method = (parts: Partial<ShippingMethod>): ShippingMethod => ({
  id: newId(),
  name: { en: 'Parcel' },
  kind: 'flat',
  rates: [{ upTo: null, amount: 500 }],
  freeFromAmount: null,
  minDays: 2,
  maxDays: 3,
  countries: ['DE'],
  ...parts,
})

function prices(methods: ShippingMethod[], parcel: { country?: string; weightGrams?: number; value?: number }) {
  const { country = 'DE', weightGrams = 100, value = 1000 } = parcel
  const offers = offersFor({ currency: EUR, methods }, { country, weightGrams, value: money(value, EUR) })
  return offers.map(({ price }) => price.amount)
}

describe('shipping', () => {
  test('by weight changes just above the limit, and ends at the last one', () => {
    const byWeight = method({
      kind: 'by_weight',
      rates: [
        { upTo: 5000, amount: 690 },
        { upTo: 1000, amount: 490 },
      ],
    })
    expect(prices([byWeight], { weightGrams: 0 })).toEqual([490])
    expect(prices([byWeight], { weightGrams: 1000 })).toEqual([490])
    expect(prices([byWeight], { weightGrams: 1001 })).toEqual([690])
    expect(prices([byWeight], { weightGrams: 5000 })).toEqual([690])
    expect(prices([byWeight], { weightGrams: 5001 })).toEqual([])
  })

  test('by value follows what the goods are worth', () => {
    const byValue = method({
      kind: 'by_value',
      rates: [
        { upTo: 4999, amount: 690 },
        { upTo: null, amount: 290 },
      ],
    })
    expect(prices([byValue], { value: 4999 })).toEqual([690])
    expect(prices([byValue], { value: 5000 })).toEqual([290])
  })

  test('is free from a value on, but not for a parcel that is too heavy', () => {
    const free = method({ kind: 'by_weight', freeFromAmount: 5000, rates: [{ upTo: 1000, amount: 490 }] })
    expect(prices([free], { value: 4999 })).toEqual([490])
    expect(prices([free], { value: 5000 })).toEqual([0])
    expect(prices([free], { value: 5000, weightGrams: 1001 })).toEqual([])
  })

  test('lists the cheapest first and leaves out what does not go there', () => {
    const express = method({ rates: [{ upTo: null, amount: 1290 }], maxDays: 1 })
    const abroad = method({ countries: ['FR'], rates: [{ upTo: null, amount: 1 }] })
    expect(prices([express, abroad, method({})], {})).toEqual([500, 1290])
    expect(prices([express], { country: 'US' })).toEqual([])
  })
})
