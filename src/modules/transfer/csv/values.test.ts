import { expect, test } from 'vitest'

import { currencyOf } from '#kernel/money'
import { DecimalVote, plainNumber, priceAmount, wholeNumber } from './numbers.ts'
import { codeOf, dateOf, gtinOf, paragraphs, splitEscaped } from './values.ts'

const eur = currencyOf('EUR')

test.each([
  ['1.234,50', ',', 123_450],
  ['1,234.50', '.', 123_450],
  ["1'234.50", '.', 123_450],
  ['1 234,5', ',', 123_450],
  ['€ 19,99', ',', 1999],
  ['19.9900', '.', 1999],
  ['12.50', ',', 1250],
  ['.5', '.', 50],
  ['0', '.', 0],
] as const)('%s with decimal %s is a price', (text, sign, amount) => {
  expect(priceAmount(text, sign, eur)).toBe(amount)
})

test.each(['', 'free', '-1', '1.999', '1e3', '12.3.4', '--5', 'NaN'])('%j is no price', (text) => {
  expect(priceAmount(text, '.', eur)).toBeNull()
})

test('yen have no cents', () => {
  expect(priceAmount('1200', '.', currencyOf('JPY'))).toBe(1200)
  expect(priceAmount('1200.5', '.', currencyOf('JPY'))).toBeNull()
})

test('most of the cells decide what the decimal sign is', () => {
  const vote = new DecimalVote()
  for (const cell of ['9,90', '1.234,50', '12', '5.00']) vote.add(cell)
  expect(vote.sign).toBe(',')
  expect(new DecimalVote().sign).toBe('.')
})

test('whole numbers fit into the database or are none', () => {
  expect(wholeNumber('12.0000')).toBe(12)
  expect(wholeNumber('99999999999')).toBeNull()
  expect(wholeNumber('1.5')).toBeNull()
  expect(plainNumber('abc', '.')).toBeNull()
})

test.each([
  ['2015-10-25', '2015-10-25T00:00:00.000Z'],
  ['2015-10-25 3:34:20', '2015-10-25T03:34:20.000Z'],
  ['10/5/20, 4:58 PM', '2020-10-05T16:58:00.000Z'],
  ['10/5/20 12:05 AM', '2020-10-05T00:05:00.000Z'],
  ['25.12.2024', '2024-12-25T00:00:00.000Z'],
])('%s is a date', (text, iso) => {
  expect(dateOf(text)?.toISOString()).toBe(iso)
})

test('the last day of a sale counts as a whole', () => {
  expect(dateOf('2024-02-29', true)?.toISOString()).toBe('2024-03-01T00:00:00.000Z')
  expect(dateOf('2024-02-29 00:00:00', true)?.toISOString()).toBe('2024-03-01T00:00:00.000Z')
  expect(dateOf('2024-02-29 18:00', true)?.toISOString()).toBe('2024-02-29T18:00:00.000Z')
})

test.each(['', 'soon', '2024-02-30', '13/45/20', '2024-01-01 nonsense'])('%j is no date', (text) => {
  expect(dateOf(text)).toBeUndefined()
})

test('lists are split at signs that are not escaped', () => {
  expect(splitEscaped('a\\, b, c,, d', ',')).toEqual(['a, b', 'c', 'd'])
})

test('a GTIN has its check digit', () => {
  expect(gtinOf('4006381333931')).toBe('4006381333931')
  expect(gtinOf("'036000291452")).toBe('036000291452')
  expect(gtinOf('4006381333932')).toBeNull()
  expect(gtinOf('1.23E+12')).toBeNull()
})

test('plain text gets paragraphs, HTML stays', () => {
  expect(paragraphs('One\ntwo\n\nThree')).toBe('<p>One<br>two</p>\n<p>Three</p>')
  expect(paragraphs('<ul><li>a</li></ul>')).toBe('<ul><li>a</li></ul>')
})

test('every attribute has a code, in any script', () => {
  expect(codeOf('Größe (cm)')).toBe('grosse_cm')
  expect(codeOf('色')).toMatch(/^x[0-9a-f]{8}$/)
})
