import { newId, type MarketId } from '#kernel/id'
import { isLanguage, type Language } from '#kernel/locale'
import { currencyOf } from '#kernel/money'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { Market, TaxDisplay } from './market.ts'
import { readMarkets } from './queries.ts'
import { lockMarkets, writeMarket } from './store.ts'

export type MarketInput = {
  code: string
  name: string
  currency: string
  taxDisplay: TaxDisplay
  languages: string[]
  defaultCountry: string
  countries: string[]
  position?: number
}

export type SaveMarketRefusal =
  | { code: 'invalid_code'; value: string }
  | { code: 'invalid_currency'; value: string }
  | { code: 'no_language' }
  | { code: 'unknown_country'; value: string }
  | { code: 'default_country_outside' }
  | { code: 'currency_is_fixed' }

type Read = Omit<Market, 'id' | 'position'>

/**
 * Makes the market with this code, or changes it. Its currency stays once it exists: amounts in its price list and in
 * carts would silently mean something else.
 */
export async function saveMarket(tx: Tx, input: MarketInput): Promise<Result<Market, SaveMarketRefusal>> {
  const read = readInput(input)
  if (!read.ok) return read
  await lockMarkets(tx)
  const markets = await readMarkets(tx)
  const known = markets.find((market) => market.code === input.code)
  if (known && known.currency !== read.value.currency) return refuse({ code: 'currency_is_fixed' })

  const market: Market = {
    ...read.value,
    id: known?.id ?? (newId<'market'>() satisfies MarketId),
    position: input.position ?? known?.position ?? markets.length,
  }
  await writeMarket(tx, market)
  return ok(market)
}

function readInput(input: MarketInput): Result<Read, SaveMarketRefusal> {
  if (!/^[a-z]{2,8}$/.test(input.code)) return refuse({ code: 'invalid_code', value: input.code })
  if (!/^[A-Z]{3}$/.test(input.currency)) return refuse({ code: 'invalid_currency', value: input.currency })
  const languages: Language[] = input.languages.filter(isLanguage)
  if (languages.length === 0) return refuse({ code: 'no_language' })
  const countries = [...new Set(input.countries)].toSorted()
  const odd = countries.find((country) => !/^[A-Z]{2}$/.test(country))
  if (odd !== undefined) return refuse({ code: 'unknown_country', value: odd })
  if (!countries.includes(input.defaultCountry)) return refuse({ code: 'default_country_outside' })
  const { code, name, taxDisplay, defaultCountry } = input
  return ok({ code, name, taxDisplay, defaultCountry, countries, languages, currency: currencyOf(input.currency) })
}
