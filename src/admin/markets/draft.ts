import type { MarketEdit, MarketView } from '../../admin-api/types.ts'

export const newMarket: MarketEdit = {
  code: '',
  name: '',
  currency: '',
  taxDisplay: 'inclusive',
  languages: ['en'],
  countries: [],
  defaultCountry: '',
  active: false,
}

export const draftOf = ({ id: _id, version: _version, isHome: _isHome, ...market }: MarketView): MarketEdit => market

/** The country to begin with is one of its own: when it leaves, the first that is left. */
export const withCountries = (countries: string[], { defaultCountry }: MarketEdit): Partial<MarketEdit> => ({
  countries,
  defaultCountry: countries.includes(defaultCountry) ? defaultCountry : (countries[0] ?? ''),
})

/** What each card of the form is given. */
export type CardProps = {
  draft: MarketEdit
  set: (changes: Partial<MarketEdit>) => void
  problem: (field: keyof MarketEdit) => string | undefined
  saved: MarketView | null
}
