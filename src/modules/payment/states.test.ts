import { expect, test } from 'vitest'

import { paymentStatus } from './states.ts'

test.each([
  ['nothing came', { authorized: 0, captured: 0, refunded: 0 }, 'unpaid'],
  ['all is set aside', { authorized: 100, captured: 0, refunded: 0 }, 'authorized'],
  ['a part is taken, the rest set aside', { authorized: 50, captured: 50, refunded: 0 }, 'authorized'],
  ['a part is taken, the rest is lost', { authorized: 0, captured: 50, refunded: 0 }, 'partly_paid'],
  ['all came', { authorized: 0, captured: 100, refunded: 0 }, 'paid'],
  ['and some of it went back', { authorized: 0, captured: 100, refunded: 10 }, 'partly_refunded'],
  ['and all of it', { authorized: 0, captured: 100, refunded: 100 }, 'refunded'],
  [
    'some of the part that came went back, the rest is set aside',
    { authorized: 50, captured: 50, refunded: 10 },
    'authorized',
  ],
  [
    'all of the part that came went back, the rest is set aside',
    { authorized: 50, captured: 50, refunded: 50 },
    'authorized',
  ],
  [
    'some of the part that came went back, the rest is lost',
    { authorized: 0, captured: 50, refunded: 10 },
    'partly_paid',
  ],
  [
    'all of the part that came went back, and there is no more',
    { authorized: 0, captured: 50, refunded: 50 },
    'refunded',
  ],
])('%s', (_what, sums, status) => {
  expect(paymentStatus({ due: 100, ...sums })).toBe(status)
})

test('an order that costs nothing is paid', () => {
  expect(paymentStatus({ due: 0, authorized: 0, captured: 0, refunded: 0 })).toBe('paid')
})
