import type { Tx } from '#platform/db'
import { readKnownMarkets } from './queries.ts'
import { saveMarket, type MarketInput } from './save-market.ts'
import { lockMarkets } from './store.ts'

const europeanUnion = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/** Where a new shop can sell from its first minute. The merchant changes them. */
const firstMarkets: readonly MarketInput[] = [
  market('eu', 'European Union', { currency: 'EUR', languages: ['en', 'de'], countries: ['DE', ...europeanUnion] }),
  market('uk', 'United Kingdom', { currency: 'GBP', languages: ['en'], countries: ['GB'] }),
  market('ch', 'Switzerland', { currency: 'CHF', languages: ['de', 'en'], countries: ['CH', 'LI'] }),
  market('no', 'Norway', { currency: 'NOK', languages: ['en'], countries: ['NO'] }),
  market('us', 'United States', { currency: 'USD', languages: ['en'], countries: ['US'], taxDisplay: 'exclusive' }),
]

type Words = Pick<MarketInput, 'currency' | 'languages' | 'countries'> & Partial<MarketInput>

/** The first country named is the default one. */
function market(code: string, name: string, words: Words): MarketInput {
  const [defaultCountry = ''] = words.countries
  return { code, name, taxDisplay: 'inclusive', defaultCountry, ...words }
}

/** Gives a shop that has no market the five it starts with; does nothing in one that has. */
export async function startMarkets(tx: Tx): Promise<void> {
  await lockMarkets(tx)
  if ((await readKnownMarkets(tx)).length > 0) return
  for (const input of firstMarkets) {
    const saved = await saveMarket(tx, input)
    if (!saved.ok) throw new Error(`The first markets are wrong: ${saved.refusal.code}`)
  }
}
