import { expect, test } from 'vitest'

import { type Deed, disorder, type Ideal } from './linear.ts'

/** A shelf with so many pieces. */
const shelf = (pieces: number): Ideal<number, number> => ({
  start: pieces,
  does: (left, by) => (left + by < 0 ? null : left + by),
})
const deed = (what: number, [from, to]: [number, number], ended: Deed<number>['ended'] = 'ok'): Deed<number> => ({
  what,
  from,
  to,
  ended,
})

test.each<[string, number, Deed<number>[]]>([
  ['nothing', 0, []],
  ['one after the other', 2, [deed(-1, [0, 1]), deed(-1, [2, 3]), deed(-1, [4, 5], 'refused')]],
  ['at the same time, the later one first', 1, [deed(-1, [0, 9], 'refused'), deed(-1, [1, 8])]],
  ['sold before it was put there, both under way', 0, [deed(-1, [0, 9]), deed(1, [1, 8])]],
  ['one of which nobody knows, and it happened', 1, [deed(-1, [0, Infinity], 'unknown'), deed(-1, [5, 6], 'refused')]],
  ['one of which nobody knows, and it did not happen', 1, [deed(-1, [0, Infinity], 'unknown'), deed(-1, [5, 6])]],
])('fits: %s', (_what, pieces, deeds) => expect(disorder(deeds, shelf(pieces))).toBe(null))

test.each<[string, number, Deed<number>[]]>([
  ['the last piece sold twice', 1, [deed(-1, [0, 9]), deed(-1, [1, 8])]],
  ['refused although there was one', 1, [deed(-1, [0, 1], 'refused')]],
  ['a count that was lost', 1, [deed(2, [0, 1]), deed(-1, [2, 3]), deed(-1, [2, 4]), deed(-1, [5, 6], 'refused')]],
  ['sold after it was refused, and nothing came in between', 1, [deed(-1, [0, 1], 'refused'), deed(-1, [2, 3])]],
])('does not fit: %s', (_what, pieces, deeds) => expect(disorder(deeds, shelf(pieces))).not.toBe(null))
