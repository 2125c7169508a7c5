import { beforeAll, expect, test } from 'vitest'

import { readMarkets } from '#modules/market'
import { readPriceLists } from '#modules/pricing'
import { testDesk } from '#testing/desk'
import { anOpenShop } from '#testing/orders'
import type { Failure, MarketEdit, MarketsScreen, ProductScreen, ShippingScreen } from '../types.ts'

const { call, answer, shop, anOrder } = testDesk()
const { db } = shop
beforeAll(() => anOpenShop(db))

const screen = () => answer<MarketsScreen>('/api/markets')

async function marketOf(code: string) {
  const found = (await screen()).markets.find((market) => market.code === code)
  if (!found) throw new Error(`no market ${code}`)
  return found
}
async function put(code: string, change: Partial<MarketEdit>, known?: number) {
  const { id, version, isHome: _isHome, ...market } = await marketOf(code)
  const body = { market: { ...market, ...change }, version: known ?? version }
  return call(`/api/markets/${id}`, { method: 'PUT', body })
}
const problemOf = async (said: Response) => {
  const { problems } = (await said.json()) as Failure
  return [said.status, problems?.[0]?.path]
}

const brazil: MarketEdit = {
  code: 'br',
  name: 'Brazil',
  currency: 'BRL',
  taxDisplay: 'inclusive',
  languages: ['en'],
  countries: ['BR'],
  defaultCountry: 'BR',
  active: false,
}
const make = (market: MarketEdit) => call('/api/markets', { method: 'POST', body: { market } })

test('the markets are shown with what can be chosen', async () => {
  const { markets, languages, currencies, countries } = await screen()
  expect(markets.map(({ code, isHome, active }) => [code, isHome, active])).toEqual([
    ['eu', true, true],
    ['uk', false, true],
    ['ch', false, true],
    ['no', false, true],
    ['us', false, true],
  ])
  expect(languages).toEqual(['en', 'de'])
  expect([currencies.includes('CHF'), countries.includes('BR')]).toEqual([true, true])
})

test('name, languages, countries and the showing of tax are changed', async () => {
  const changes: Partial<MarketEdit> = {
    name: 'The Alps',
    languages: ['en'],
    countries: ['CH'],
    taxDisplay: 'exclusive',
  }
  expect((await put('ch', changes)).status).toBe(200)
  const { version, ...after } = await marketOf('ch')
  expect(after).toMatchObject({ ...changes, currency: 'CHF', defaultCountry: 'CH' })
  expect((await readMarkets(db))[2]).toMatchObject(changes)
  const late = await put('ch', { name: 'Elsewhere' }, version - 1)
  expect([late.status, ((await late.json()) as Failure).code]).toEqual([409, 'changed_meanwhile'])
  const [stored] = await db.selectFrom('audit_log').select('data').where('action', '=', 'market.saved').execute()
  const before = { name: 'Switzerland', languages: ['de', 'en'], countries: ['CH', 'LI'], taxDisplay: 'inclusive' }
  expect(stored?.data).toEqual({ before, after: changes })
})

test('a country is in one market, and moves when the other has given it up', async () => {
  const zoneOf = async (code: string) => {
    const { markets } = await answer<ShippingScreen>('/api/shipping')
    const name = (await marketOf(code)).name
    return markets.find((market) => market.name === name)?.zones.flatMap(({ countries }) => countries)
  }
  const { countries } = await marketOf('eu')
  const refused = (await (await put('uk', { countries: ['GB', 'IE'] })).json()) as Failure
  const message = 'Ireland is in the market European Union. Take it out there first.'
  expect(refused.problems).toEqual([{ path: 'market.countries', message }])
  expect((await put('eu', { countries: countries.filter((country) => country !== 'IE') })).status).toBe(200)
  expect(await zoneOf('eu')).not.toContain('IE')
  expect((await put('uk', { countries: ['GB', 'IE'] })).status).toBe(200)
  expect(await zoneOf('uk')).toEqual(['GB'])
  expect((await put('uk', { countries: ['GB'] })).status).toBe(200)
  expect((await put('eu', { countries })).status).toBe(200)
  expect(await zoneOf('eu')).toContain('IE')
})

test('what cannot be is told beside its field', async () => {
  expect(await problemOf(await put('uk', { name: ' ' }))).toEqual([422, 'market.name'])
  expect(await problemOf(await put('uk', { currency: 'EUR' }))).toEqual([422, 'market.currency'])
  expect(await problemOf(await put('uk', { code: 'gb' }))).toEqual([422, 'market.code'])
  expect(await problemOf(await put('uk', { languages: [] }))).toEqual([422, 'market.languages'])
  expect(await problemOf(await put('uk', { countries: [] }))).toEqual([422, 'market.countries'])
  expect(await problemOf(await put('uk', { defaultCountry: 'FR' }))).toEqual([422, 'market.defaultCountry'])
  expect(await problemOf(await put('eu', { active: false }))).toEqual([422, 'market.active'])
  expect(await problemOf(await make({ ...brazil, code: 'uk' }))).toEqual([422, 'market.code'])
  expect(await problemOf(await make({ ...brazil, currency: '' }))).toEqual([422, 'market.currency'])
})

test('a new market begins off, is given its prices and zones, and is switched on', async () => {
  expect((await make(brazil)).status).toBe(200)
  const { id } = await marketOf('br')
  expect((await readMarkets(db)).map(({ code }) => code)).not.toContain('br')
  expect((await readPriceLists(db)).at(-1)).toMatchObject({ code: 'br', marketId: id, currency: 'BRL' })

  const { variantId } = await anOrder()
  const { product_id: productId } = await db
    .selectFrom('variants')
    .select('product_id')
    .where('id', '=', variantId)
    .executeTakeFirstOrThrow()
  const { priceLists } = await answer<ProductScreen>(`/api/products/${productId}`)
  expect(priceLists.at(-1)).toMatchObject({ market: 'Brazil', currency: 'BRL' })
  const way = {
    id: null,
    name: { en: 'Parcel' },
    kind: 'flat',
    freeFromAmount: null,
    minDays: 9,
    maxDays: 20,
    active: true,
  }
  const zone = { name: 'All', countries: ['BR'], methods: [{ ...way, rates: [{ upTo: null, amount: 9900 }] }] }
  const zoned = await call('/api/shipping/zones', { method: 'POST', body: { marketId: id, zone } })
  expect(zoned.status).toBe(200)

  expect((await put('br', { active: true })).status).toBe(200)
  expect((await readMarkets(db)).at(-1)).toMatchObject({ code: 'br', currency: 'BRL', active: true })
})
