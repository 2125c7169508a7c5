import { expect, test } from 'vitest'

import { command } from '#platform/db'
import { ok } from '#kernel/result'
import { testDb } from '#testing/db'
import { marketOf, readMarkets, readSetting, saveMarket, saveSetting, shopSettings, startMarkets } from './index.ts'

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

test('the currency of a market stays', async () => {
  await start()
  const uk = {
    code: 'uk',
    name: 'Britain',
    currency: 'GBP',
    taxDisplay: 'inclusive' as const,
    languages: ['en'],
    defaultCountry: 'GB',
    countries: ['GB', 'IE'],
  }

  const renamed = await command(db, (tx) => saveMarket(tx, uk))
  const changed = await command(db, (tx) => saveMarket(tx, { ...uk, currency: 'EUR' }))
  const outside = await command(db, (tx) => saveMarket(tx, { ...uk, defaultCountry: 'FR' }))

  expect(renamed).toMatchObject({ ok: true, value: { name: 'Britain', position: 1 } })
  expect(changed).toEqual({ ok: false, refusal: { code: 'currency_is_fixed' } })
  expect(outside).toEqual({ ok: false, refusal: { code: 'default_country_outside' } })
  const [eu, gb] = await readMarkets(db)
  expect([eu?.countries.includes('IE'), gb?.countries]).toEqual([false, ['GB', 'IE']])
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
