import { describe, expect, test } from 'vitest'

import { codeOf, fold, isNear, wordsIn } from './fold.ts'

test('accents, umlauts and case do not matter', () => {
  expect(fold('Müller')).toBe(fold('MUELLER'))
  expect(fold('Müller')).toBe(fold('muller'))
  expect(fold('Café crème')).toBe('cafe creme')
  expect(wordsIn('Straße 5-fach, “blau”')).toEqual(['strasse', '5', 'fach', 'blau'])
})

test('a number is the same with and without dashes, spaces and leading zeros', () => {
  expect(codeOf('mug-01 b')).toBe(codeOf('MUG01B'))
  expect(codeOf('0 4012345 678901')).toBe(codeOf('4012345678901'))
})

describe('near words', () => {
  test('have a letter too many, too few, wrong, or two swapped', () => {
    for (const slip of ['ceramcs', 'cerammics', 'ceranics', 'cearmics']) expect(isNear(slip, 'ceramics', 1)).toBe(true)
  })

  test('do not have more slips than allowed', () => {
    expect(isNear('cushion', 'cousin', 1)).toBe(false)
    expect(isNear('cup', 'cupboard', 2)).toBe(false)
  })
})
