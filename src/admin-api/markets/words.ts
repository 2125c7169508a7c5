import { countryName } from '#kernel/address'
import { never } from '#kernel/result'
import type { SaveMarketRefusal } from '#modules/market'

/** What is wrong, and beside which field it is said; '' for the whole. */
export function explainMarket(refusal: SaveMarketRefusal): { path: string; message: string } {
  switch (refusal.code) {
    case 'unknown_market':
      return { path: '', message: 'This is no more. Please reload.' }
    case 'changed_meanwhile':
      return { path: '', message: 'Somebody has changed this market while you were at it.' }
    case 'invalid_code':
      return { path: 'market.code', message: 'Two to eight small letters, like ch or benelux.' }
    case 'code_taken':
      return { path: 'market.code', message: `Another market is called ${refusal.value} in its addresses.` }
    case 'code_is_fixed':
      return { path: 'market.code', message: 'It stays: it stands in addresses that people have kept.' }
    case 'invalid_currency':
      return { path: 'market.currency', message: 'Choose the currency of its prices.' }
    case 'currency_is_fixed':
      return {
        path: 'market.currency',
        message: `It stays ${refusal.currency}: prices, shipping and orders of this market are in it. Make another market for another currency.`,
      }
    case 'home_stays_on':
      return { path: 'market.active', message: 'The front page of the shop stands in this market, so it stays on.' }
    default:
      return explainPlace(refusal)
  }
}

type PlaceRefusal = Extract<
  SaveMarketRefusal,
  { code: 'no_language' | 'no_country' | 'unknown_country' | 'country_taken' | 'default_country_outside' }
>

function explainPlace(refusal: PlaceRefusal): { path: string; message: string } {
  switch (refusal.code) {
    case 'no_language':
      return { path: 'market.languages', message: 'Choose at least one.' }
    case 'no_country':
      return { path: 'market.countries', message: 'Choose at least one.' }
    case 'unknown_country':
      return { path: 'market.countries', message: `${refusal.value} is no country that the shop knows.` }
    case 'country_taken':
      return {
        path: 'market.countries',
        message: `${countryName(refusal.value, 'en')} is in the market ${refusal.market}. Take it out there first.`,
      }
    case 'default_country_outside':
      return { path: 'market.defaultCountry', message: 'Choose one of its countries.' }
    default:
      return never(refusal)
  }
}
