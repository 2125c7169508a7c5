import { expect, test } from 'vitest'

import { command } from '#platform/db'
import { newId } from '#kernel/id'
import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import {
  marketOf,
  readKnownMarkets,
  readMarkets,
  readSetting,
  saveMarket,
  saveSetting,
  shopSettings,
  startMarkets,
  type MarketInput,
} from './index.ts'

const { db } = testDb()
const start = () => command(db, async (tx) => ok(await startMarkets(tx)))

test('a new shop sells in five markets, however many processes start at once', async () => {
  await Promise.all([start(), start(), start()])

  const markets = await readMarkets(db)
  expect(markets.map((market) => [market.code, market.currency, market.defaultCountry, market.taxDisplay])).toEqual([
    ['eu', 'EUR', 'DE', 'inclusive'],
    ['uk', 'GBP', 'GB', 'inclusive'],
    ['ch', 'CHF', 'CH', 'inclusive'],
    ['no', 'NOK', 'NO', 'inclusive'],
    ['us', 'USD', 'US', 'exclusive'],
  ])
  expect(markets[0]?.countries).toHaveLength(27)
  expect(marketOf(markets, 'LI')?.code).toBe('ch')
  expect(marketOf(markets, 'BR')?.code).toBe('eu')
})

const britain = {
  code: 'uk',
  name: 'Britain',
  currency: 'GBP',
  taxDisplay: 'inclusive' as const,
  languages: ['en'],
  defaultCountry: 'GB',
  countries: ['GB'],
}
const save = (input: MarketInput) => command(db, (tx) => saveMarket(tx, input))
const idOf = async (code: string) => (await readKnownMarkets(db)).find((market) => market.code === code)?.id ?? newId()

test('a market is changed, but for its currency and its name in addresses', async () => {
  await start()
  const id = await idOf('uk')
  expect(await save({ ...britain, id, expectedVersion: 1 })).toEqual(ok({ id }))
  expect((await readMarkets(db))[1]).toMatchObject({ name: 'Britain', position: 1 })

  const refusals: [Partial<MarketInput>, object][] = [
    [{ id: newId() }, { code: 'unknown_market' }],
    [{ expectedVersion: 1 }, { code: 'changed_meanwhile' }],
    [{ currency: 'EUR' }, { code: 'currency_is_fixed', currency: 'GBP' }],
    [{ code: 'gb' }, { code: 'code_is_fixed' }],
    [{ languages: ['xx'] }, { code: 'no_language' }],
    [{ countries: [] }, { code: 'no_country' }],
    [{ countries: ['GB', 'QQ'] }, { code: 'unknown_country', value: 'QQ' }],
    [{ countries: ['GB', 'IE'] }, { code: 'country_taken', value: 'IE', market: 'European Union' }],
    [{ defaultCountry: 'FR' }, { code: 'default_country_outside' }],
  ]
  for (const [change, refusal] of refusals)
    expect(await save({ ...britain, id, ...change })).toEqual({ ok: false, refusal })
})

test('a market that is off is there for the merchant only; the home market stays on', async () => {
  await start()
  const eu = (await readKnownMarkets(db))[0]
  expect(await save({ ...britain, id: await idOf('uk'), active: false })).toMatchObject({ ok: true })
  expect((await readMarkets(db)).map(({ code }) => code)).toEqual(['eu', 'ch', 'no', 'us'])
  expect((await readKnownMarkets(db)).map(({ code }) => code)).toEqual(['eu', 'uk', 'ch', 'no', 'us'])
  await start()
  expect((await readMarkets(db)).map(({ code }) => code)).toEqual(['eu', 'ch', 'no', 'us'])
  if (!eu) throw new Error('no market')
  expect(await save({ ...eu, active: false })).toEqual({ ok: false, refusal: { code: 'home_stays_on' } })

  const brazil = { ...britain, code: 'br', currency: 'BRL', countries: ['BR'], defaultCountry: 'BR' }
  expect(await save({ ...brazil, code: 'uk' })).toEqual({ ok: false, refusal: { code: 'code_taken', value: 'uk' } })
  expect(await save({ ...brazil, currency: 'DEM' })).toMatchObject({ refusal: { code: 'invalid_currency' } })
  expect(await save({ ...brazil, code: 'BR' })).toMatchObject({ refusal: { code: 'invalid_code' } })
  expect(await save(brazil)).toMatchObject({ ok: true })
  expect((await readMarkets(db)).at(-1)).toMatchObject({ code: 'br', position: 5, active: true })
})

test('what is kept under a key is read back when it has the right form', async () => {
  const shop = { name: 'Stoa', email: 'shop@example.com', address: ['Hall 1'] }
  await command(db, async (tx) => ok(await saveSetting(tx, 'shop', shop)))
  expect(await readSetting(db, 'shop', shopSettings)).toEqual(shop)

  await command(db, async (tx) => ok(await saveSetting(tx, 'shop', { name: 7 })))
  expect(await readSetting(db, 'shop', shopSettings)).toBeNull()

  await command(db, async (tx) => ok(await saveSetting(tx, 'shop', null)))
  expect(await readSetting(db, 'shop', shopSettings)).toBeNull()
})
