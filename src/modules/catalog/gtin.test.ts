import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isGtin } from './gtin.ts'

test.each(['4006381333931', '96385074', '036000291452', '10012345678902'])('%s is a GTIN', (text) => {
  expect(isGtin(text)).toBe(true)
})

test.each(['4006381333932', '400638133393', '123', '', '4006381333931 ', 'abcdefgh', '９６３８５０７４'])(
  '%s is none',
  (text) => {
    expect(isGtin(text)).toBe(false)
  },
)

test('one digit mistyped is always noticed', () => {
  const digit = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(
      fc.array(digit, { minLength: 12, maxLength: 12 }),
      fc.nat({ max: 12 }),
      digit,
      (digits, place, other) => {
        const right = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
          .map((check) => [...digits, check])
          .filter((all) => isGtin(all.join('')))
        expect(right).toHaveLength(1)
        const [all = []] = right
        fc.pre(all[place] !== other)
        expect(isGtin(all.with(place, other).join(''))).toBe(false)
      },
    ),
  )
})
