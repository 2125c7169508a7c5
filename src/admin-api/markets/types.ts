export type MarketEdit = {
  /** Stands in the market's addresses; it stays. */
  code: string
  name: string
  /** It stays. */
  currency: string
  taxDisplay: 'inclusive' | 'exclusive'
  /** The first is the one that its pages begin with. */
  languages: string[]
  countries: string[]
  defaultCountry: string
  active: boolean
}

export type MarketView = MarketEdit & {
  id: string
  version: number
  /** The shop's front page stands in it. */
  isHome: boolean
}

export type MarketsScreen = {
  markets: MarketView[]
  /** What can be chosen from. */
  languages: string[]
  currencies: string[]
  countries: string[]
}
