import { expect, test } from 'vitest'

import type { PromotionChoices } from '../../admin-api/types.ts'
import { type Draft, newDraft, withKind } from './draft.ts'
import { sentencesOf } from './sentence.ts'

const choices: PromotionChoices = {
  markets: [{ id: 'm1', name: 'Switzerland', currency: 'CHF' }],
  currencies: ['EUR'],
  languages: ['en', 'de'],
  countries: ['DE', 'CH'],
  groups: [{ id: 'g1', name: 'Wholesale' }],
}
const said = (changes: Partial<Draft>) => sentencesOf({ ...newDraft(choices), ...changes }, choices).join(' ')
const thing = (title: string) => ({ kind: 'product' as const, id: title, title, hint: '' })

test('a promotion is told as one would tell a colleague', () => {
  expect(said({})).toBe('10% off everything. Shoppers get it automatically. It may be combined with others.')
  expect(
    said({
      reward: { kind: 'amount_order', amounts: { EUR: 500 } },
      byCode: true,
      minimums: { EUR: 5000 },
      markets: ['m1'],
      groups: ['g1'],
      countries: ['CH'],
      firstOrderOnly: true,
      maxUses: 100,
      maxUsesPerCustomer: 1,
      stacks: false,
      active: false,
    }),
  ).toBe(
    '€5.00 off the whole order. Only for carts of €50.00 or more, in Switzerland, for Wholesale, for a first order, sent to Switzerland. ' +
      'Shoppers type a code. 100 orders may have it, once for each customer. It is not combined with others. ' +
      'It is switched off: nobody gets it now.',
  )
})

test('buying some and getting some', () => {
  const reward = { kind: 'buy_get' as const, buy: 2, get: 1, ppm: 500_000, times: 3 }
  expect(said({ reward, needs: [thing('Coffee')], rewards: [thing('Cup'), thing('Mug')] })).toContain(
    'Buy 2 of Coffee, get 1 of Cup or Mug 50% cheaper, at most 3 times in an order.',
  )
  const threeForTwo = withKind(newDraft(choices), 'cheapest_free')
  expect(said(threeForTwo)).toContain('Of every 3 pieces of everything the cheapest is free.')
  expect(said(withKind(threeForTwo, 'shipping'))).toContain('Free shipping.')
})

test('what is not typed yet does not break the sentence', () => {
  expect(said({ reward: { kind: 'percent_items', ppm: Number.NaN } })).toContain('0% off everything')
  expect(said({ reward: { kind: 'amount_each', amounts: {} }, rewards: [] })).toContain(
    'An amount that is still missing',
  )
})
