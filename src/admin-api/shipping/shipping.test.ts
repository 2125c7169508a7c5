import { beforeAll, expect, test } from 'vitest'

import { money, currencyOf } from '#kernel/money'
import { readMarkets } from '#modules/market'
import { offersFor, readShippingFacts } from '#modules/shipping'
import { testDesk } from '#testing/desk'
import { anOpenShop } from '#testing/orders'
import type { Failure, ShippingMethodEdit, ShippingScreen, ZoneView } from '../types.ts'

const { call, answer, shop } = testDesk()
const { db } = shop
beforeAll(() => anOpenShop(db))

const screen = () => answer<ShippingScreen>('/api/shipping')

async function union() {
  const market = (await screen()).markets.find(({ currency }) => currency === 'EUR')
  if (!market) throw new Error('no market')
  return market
}
async function zoneOf(country: string) {
  const { id: marketId, zones } = await union()
  const zone = zones.find(({ countries }) => countries.includes(country))
  if (!zone) throw new Error('no zone')
  return { marketId, zone }
}
const put = async (country: string, change: (zone: ZoneView) => Partial<ZoneView>, version?: number) => {
  const { marketId, zone } = await zoneOf(country)
  const { id, version: known, ...rest } = { ...zone, ...change(zone) }
  return call(`/api/shipping/zones/${id}`, {
    method: 'PUT',
    body: { marketId, version: version ?? known, zone: rest },
  })
}
const problemOf = async (change: (zone: ZoneView) => Partial<ZoneView>) => {
  const said = await put('DE', change)
  return [said.status, ((await said.json()) as Failure).problems?.[0]?.path]
}

/** What a shopper there is asked for a parcel of that weight, worth 20.00. */
async function prices(country: string, weightGrams = 800) {
  const market = (await readMarkets(db)).find(({ countries }) => countries.includes(country))
  if (!market) throw new Error('no market')
  const value = money(2000, currencyOf('EUR'))
  return offersFor(await readShippingFacts(db, market), { country, weightGrams, value }).map(
    ({ price }) => price.amount,
  )
}

const letter: ShippingMethodEdit = {
  id: null,
  name: { en: 'Letter', de: 'Brief' },
  kind: 'flat',
  rates: [{ upTo: 7, amount: 190 }],
  freeFromAmount: null,
  minDays: 1,
  maxDays: 3,
  active: true,
}

test('every market is shown with its zones, the ways to send and what they cost by weight', async () => {
  const { zone } = await zoneOf('DE')
  expect(zone).toMatchObject({ name: 'Germany', countries: ['DE'], version: 1 })
  expect(zone.methods[0]).toMatchObject({
    kind: 'by_weight',
    active: true,
    rates: [
      { upTo: 1000, amount: 490 },
      { upTo: 5000, amount: 690 },
      { upTo: 31_500, amount: 990 },
    ],
  })
  expect((await union()).unserved).toEqual([])
})

test('a way is added, made dearer, switched off and on again, and shoppers see it at once', async () => {
  expect(await prices('DE')).toEqual([490, 1290])
  expect((await put('DE', ({ methods }) => ({ methods: [...methods, letter] }))).status).toBe(200)
  expect(await prices('DE')).toEqual([190, 490, 1290])

  const withLetter = (change: Partial<ShippingMethodEdit>) =>
    put('DE', ({ methods }) => ({
      methods: methods.map((one) => (one.name['en'] === 'Letter' ? { ...one, ...change } : one)),
    }))
  expect((await withLetter({ rates: [{ upTo: null, amount: 290 }] })).status).toBe(200)
  expect(await prices('DE')).toEqual([290, 490, 1290])
  const before = (await zoneOf('DE')).zone.methods.at(-1)
  expect((await withLetter({ active: false })).status).toBe(200)
  expect(await prices('DE')).toEqual([490, 1290])
  expect((await zoneOf('DE')).zone.methods.at(-1)).toEqual({ ...before, active: false })
  expect((await withLetter({ active: true })).status).toBe(200)
  expect(await prices('DE')).toEqual([290, 490, 1290])
})

test('of two who change a zone at once the second is told', async () => {
  const { zone } = await zoneOf('AT')
  expect((await put('AT', () => ({ name: 'Next door' }))).status).toBe(200)
  const late = await put('AT', () => ({ name: 'Far away' }), zone.version)
  expect([late.status, ((await late.json()) as Failure).code]).toEqual([409, 'changed_meanwhile'])
  expect((await zoneOf('AT')).zone.name).toBe('Next door')
})

test('what cannot be is told beside its field', async () => {
  const one = (change: Partial<ShippingMethodEdit>) => () => ({ methods: [{ ...letter, ...change }] })
  expect(await problemOf(() => ({ name: ' ' }))).toEqual([422, 'zone.name'])
  expect(await problemOf(() => ({ countries: [] }))).toEqual([422, 'zone.countries'])
  expect(await problemOf(() => ({ countries: ['DE', 'US'] }))).toEqual([422, 'zone.countries'])
  expect(await problemOf(() => ({ countries: ['DE', 'AT'] }))).toEqual([422, 'zone.countries'])
  expect(await problemOf(one({ name: {} }))).toEqual([422, 'zone.methods.0.name'])
  expect(await problemOf(one({ rates: [] }))).toEqual([422, 'zone.methods.0.rates'])
  expect(await problemOf(one({ minDays: 4 }))).toEqual([422, 'zone.methods.0.days'])
  expect(await problemOf(one({ rates: [{ upTo: null, amount: -1 }] }))).toEqual([422, 'zone.methods.0.rates.0.amount'])
})

test('a zone does not take a way of another zone', async () => {
  const foreign = (await zoneOf('AT')).zone.methods[0]
  if (!foreign) throw new Error('no way')
  expect((await put('DE', ({ methods }) => ({ methods: [...methods, foreign] }))).status).toBe(409)
})

test('a zone is made of countries that another gave up, and goes again', async () => {
  const { id: marketId } = await union()
  expect((await put('FR', ({ countries }) => ({ countries: countries.filter((code) => code !== 'FR') }))).status).toBe(
    200,
  )
  expect((await union()).unserved).toEqual(['FR'])
  expect(await prices('FR')).toEqual([])
  const zone = { name: 'France', countries: ['FR'], methods: [letter] }
  const made = await call('/api/shipping/zones', { method: 'POST', body: { marketId, zone } })
  expect(made.status).toBe(200)
  expect(await prices('FR')).toEqual([190])
  const { zones } = await union()
  expect(zones.at(-1)).toMatchObject({ name: 'France', version: 1 })

  const path = `/api/shipping/zones/${zones.at(-1)?.id}`
  expect((await call(path, { method: 'DELETE', body: { marketId, version: 9 } })).status).toBe(409)
  expect((await call(path, { method: 'DELETE', body: { marketId, version: 1 } })).status).toBe(200)
  expect((await union()).unserved).toEqual(['FR'])
})
