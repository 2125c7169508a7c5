import type { MarketId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Currency } from '#kernel/money'

/** Where we sell: a set of countries that share a currency, languages and the way prices are shown. */
export type Market = Readonly<{
  id: MarketId
  code: string
  name: string
  currency: Currency
  taxDisplay: TaxDisplay
  languages: Language[]
  defaultCountry: string
  countries: string[]
  position: number
}>

/** A market as the merchant sees it: also one that is switched off, where nobody buys. */
export type KnownMarket = Market & Readonly<{ active: boolean; version: number }>

export type TaxDisplay = 'inclusive' | 'exclusive'

/** Where the shop's front page stands: the first that is switched on. */
export const homeOf = (markets: readonly KnownMarket[]): KnownMarket | undefined => markets.find(({ active }) => active)

/** The market whose countries include this one; without one the first, which is the shop's home. */
export function marketOf(markets: readonly Market[], country: string | null): Market | undefined {
  return markets.find((market) => country !== null && market.countries.includes(country)) ?? markets[0]
}
