import { countries as knownCountries } from '#kernel/countries'
import { currencies } from '#kernel/currencies'
import { newId, type MarketId } from '#kernel/id'
import { isLanguage, type Language } from '#kernel/locale'
import { currencyOf } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { homeOf, type KnownMarket, type Market, type TaxDisplay } from './market.ts'
import { readKnownMarkets } from './queries.ts'
import { lockMarkets, writeMarket } from './store.ts'

export type MarketInput = Readonly<{
  /** Without one a market is made. */
  id?: MarketId
  /** What the screen showed; without one it is not asked. */
  expectedVersion?: number
  code: string
  name: string
  currency: string
  taxDisplay: TaxDisplay
  /** The first is the one that its pages begin with. */
  languages: readonly string[]
  defaultCountry: string
  countries: readonly string[]
  /** Off: it stays with all its prices, and nobody can buy there. */
  active?: boolean
}>

export type SaveMarketRefusal =
  | { code: 'unknown_market' }
  | { code: 'changed_meanwhile' }
  | { code: 'invalid_code'; value: string }
  | { code: 'code_taken'; value: string }
  | { code: 'code_is_fixed' }
  | { code: 'invalid_currency'; value: string }
  | { code: 'currency_is_fixed'; currency: string }
  | { code: 'no_language' }
  | { code: 'no_country' }
  | { code: 'unknown_country'; value: string }
  | { code: 'country_taken'; value: string; market: string }
  | { code: 'default_country_outside' }
  | { code: 'home_stays_on' }

type Read = Omit<Market, 'id' | 'position'>

/**
 * Makes a market, or changes one. Its code and its currency stay once it exists: the code stands in addresses that people
 * have kept, and amounts in its price lists, shipping rates and orders would silently mean something else.
 */
export async function saveMarket(tx: Tx, input: MarketInput): Promise<Result<{ id: MarketId }, SaveMarketRefusal>> {
  const read = readInput(input)
  if (!read.ok) return read
  await lockMarkets(tx)
  const markets = await readKnownMarkets(tx)
  const before = markets.find(({ id }) => id === input.id)
  const refusal = changeRefusal(input, before) ?? placeRefusal(input, markets)
  if (refusal) return { ok: false, refusal }

  const id = input.id ?? newId<'market'>()
  const last = Math.max(-1, ...markets.map(({ position }) => position))
  const active = input.active ?? before?.active ?? true
  await writeMarket(tx, { ...read.value, id, position: before?.position ?? last + 1, active })
  return ok({ id })
}

/** What is wrong with it as a change of what is there. */
function changeRefusal(input: MarketInput, before: KnownMarket | undefined): SaveMarketRefusal | null {
  if (input.id === undefined) return null
  if (!before) return { code: 'unknown_market' }
  if (input.expectedVersion !== undefined && before.version !== input.expectedVersion)
    return { code: 'changed_meanwhile' }
  if (before.code !== input.code) return { code: 'code_is_fixed' }
  return before.currency === input.currency ? null : { code: 'currency_is_fixed', currency: before.currency }
}

/** What is wrong with it among the others. */
function placeRefusal(input: MarketInput, markets: readonly KnownMarket[]): SaveMarketRefusal | null {
  const others = markets.filter(({ id }) => id !== input.id)
  if (others.some(({ code }) => code === input.code)) return { code: 'code_taken', value: input.code }
  for (const { name, countries } of others) {
    const taken = input.countries.find((country) => countries.includes(country))
    if (taken !== undefined) return { code: 'country_taken', value: taken, market: name }
  }
  const home = homeOf(markets)
  return (!home || home.id === input.id) && input.active === false ? { code: 'home_stays_on' } : null
}

function readInput(input: MarketInput): Result<Read, SaveMarketRefusal> {
  if (!/^[a-z]{2,8}$/.test(input.code)) return refuse({ code: 'invalid_code', value: input.code })
  if (!currencies.includes(input.currency)) return refuse({ code: 'invalid_currency', value: input.currency })
  const languages: Language[] = [...new Set(input.languages.filter(isLanguage))]
  if (languages.length === 0) return refuse({ code: 'no_language' })
  const countries = [...new Set(input.countries)].toSorted()
  if (countries.length === 0) return refuse({ code: 'no_country' })
  const odd = countries.find((country) => !knownCountries.includes(country))
  if (odd !== undefined) return refuse({ code: 'unknown_country', value: odd })
  if (!countries.includes(input.defaultCountry)) return refuse({ code: 'default_country_outside' })
  const { code, name, taxDisplay, defaultCountry } = input
  return ok({ code, name, taxDisplay, defaultCountry, countries, languages, currency: currencyOf(input.currency) })
}
