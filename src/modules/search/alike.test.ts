import { expect, test } from 'vitest'

import type { MarketId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import { whatIsAlike } from './alike.ts'
import type { ListedPrice } from './listed.ts'

const priced = (amount: number, rows: ListedPrice['rows'] = null) =>
  new Map([
    [
      'eu' as MarketId,
      { currency: currencyOf('EUR'), amount, was: null, varies: false, until: Number.POSITIVE_INFINITY, rows },
    ],
  ])

test('what is alike is one object; what differs in anything is another', () => {
  const alike = whatIsAlike()
  const first = alike.prices(priced(100))
  expect(alike.prices(priced(100))).toBe(first)
  expect(alike.prices(priced(101))).toEqual(priced(101))
  expect(alike.prices(priced(100, []))).toEqual(priced(100, []))

  const widths = alike.widths([160, 320])
  expect(alike.widths([160, 320])).toBe(widths)
  expect(alike.widths([160])).toEqual([160])
  expect(alike.text('Olaria')).toBe('Olaria')
})
