import { expect, test } from 'vitest'

import { emptyDraft, movedTo } from './new-order.ts'

test('an address that moves keeps what the other country asks for too, and never its state', () => {
  const { address } = emptyDraft({ markets: [] })
  const inTexas = { ...address, country: 'US', name: 'Ada', street1: '1 Main St', city: 'Austin', region: 'TX' }
  expect(movedTo('IT', inTexas)).toEqual({ ...inTexas, country: 'IT', region: '' })
  expect(movedTo('DE', { ...inTexas, district: 'Old town' })).toMatchObject({
    city: 'Austin',
    district: '',
    region: '',
  })
})
