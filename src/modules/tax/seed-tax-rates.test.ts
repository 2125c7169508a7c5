import { expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { command } from '#platform/db'
import { testDb } from '#testing/db'
import { rateAt, readTaxRates, seedTaxRates } from './index.ts'

const { db } = testDb()
const seed = () => command(db, async (tx) => ok(await seedTaxRates(tx)))

test('a shop learns the rates once, and reads those of the day', async () => {
  await Promise.all([seed(), seed()])
  await seed()

  const place = { country: 'SK', region: '', postcode: '81101' }
  const before = await readTaxRates(db, 'SK', new Date('2024-12-31T12:00:00Z'))
  const after = await readTaxRates(db, 'SK', new Date('2025-01-01T12:00:00Z'))
  expect(rateAt(before, place, 'standard')).toEqual({ name: 'VAT', ratePpm: 200_000 })
  expect(rateAt(after, place, 'standard')).toEqual({ name: 'VAT', ratePpm: 230_000 })
})
