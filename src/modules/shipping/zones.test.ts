import { expect, test } from 'vitest'

import { money } from '#kernel/money'
import { ok } from '#kernel/result'
import { readMarkets, startMarkets } from '#modules/market'
import { command } from '#platform/db'
import { testDb } from '#testing/db'
import { offersFor, readShippingFacts, readZones, saveZone, startShipping, type ZoneInput } from './index.ts'

const { db } = testDb()

async function start() {
  await command(db, async (tx) => ok(await startMarkets(tx)))
  await Promise.all([1, 2].map(() => command(db, async (tx) => ok(await startShipping(tx)))))
  return readMarkets(db)
}

test('every market of a new shop can send a parcel to each of its countries', async () => {
  for (const market of await start()) {
    const facts = await readShippingFacts(db, market)
    for (const country of market.countries) {
      const parcel = { country, weightGrams: 800, value: money(1000, market.currency) }
      expect([country, offersFor(facts, parcel).length]).not.toEqual([country, 0])
    }
  }
})

test('a zone is saved as a whole and names what is wrong with it', async () => {
  const [market] = await start()
  if (!market) throw new Error('no market')
  const zones = await readZones(db, market.id)
  const [germany] = zones
  expect(zones.map(({ name }) => name)).toEqual(['Germany', 'Neighbors', 'Rest of the Union'])
  const flat = { kind: 'flat', rates: [{ upTo: null, amount: 300 }], freeFromAmount: null } as const
  const pickup = { ...flat, name: { en: 'Letter' }, minDays: 1, maxDays: 2 }
  const zone: ZoneInput = { marketId: market.id, name: 'Germany', countries: ['DE'], methods: [pickup] }
  const save = (changes: Partial<ZoneInput>) => command(db, (tx) => saveZone(tx, { ...zone, ...changes }))
  const id = germany?.id ?? ''

  expect(await save({ id })).toMatchObject({ ok: true })
  expect((await readZones(db, market.id))[0]?.methods).toMatchObject([{ name: { en: 'Letter' } }])
  expect(await save({})).toEqual({ ok: false, refusal: { code: 'country_taken', value: 'DE' } })
  expect(await save({ id, countries: ['US'] })).toMatchObject({ refusal: { code: 'country_outside' } })
  expect(await save({ id, methods: [{ ...pickup, maxDays: 0 }] })).toMatchObject({ refusal: { code: 'invalid_days' } })
  expect(await save({ id, methods: [{ ...pickup, rates: [] }] })).toMatchObject({
    refusal: { code: 'method_without_rate', method: 0 },
  })
})
