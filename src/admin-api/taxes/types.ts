export type TaxForm = {
  /** Where the shop sends from. */
  country: string
  /** The shop's own VAT ID; '' when it has none. */
  vatId: string
  whenSilent: 'charge' | 'accept'
}

export type TaxScreen = {
  settings: TaxForm
  version: string
  /** Of the European Union: only there an ID leaves the tax out. */
  union: string[]
  /** For which the shop knows rates. */
  countries: string[]
}

export type TaxRateView = {
  country: string
  region: string
  /** Postcodes with a rate of their own, as a pattern; '' is the whole place. */
  postcodePattern: string
  taxClass: string
  /** 'YYYY-MM-DD' */
  startsOn: string
  name: string
  /** '19' or '8.875' */
  percent: string
}
