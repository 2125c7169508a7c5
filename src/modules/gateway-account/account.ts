import type { CaptureMode, Mode, PayingFacts } from '#modules/payment'

export type GatewayCode = 'stripe' | 'paypal' | 'mollie' | 'sandbox' | 'bank_transfer' | 'cash_on_delivery' | 'invoice'

/** A way to pay as the merchant has set it up; for gateways, our account there in one mode. */
export type GatewayAccount = Readonly<{
  code: GatewayCode
  mode: Mode
  /** Shoppers may choose it. One that is switched off still serves its old payments. */
  enabled: boolean
  /** Sealed; `secretsOf` opens them. Null: no keys were given yet. */
  sealedSecrets: string | null
  /** The last characters of each key, for people. */
  hints: Readonly<Record<string, string>>
  settings: Readonly<Record<string, string>>
  captureMode: CaptureMode
  /** How many days stock waits for offline money; null: until staff decide. */
  holdDays: number | null
  /** Market codes, countries, currencies that it is for. Empty: all. */
  markets: readonly string[]
  countries: readonly string[]
  currencies: readonly string[]
  position: number
  /** Whose account the gateway said it is, when the connection was tested last. */
  account: string | null
  checkedAt: Date | null
  version: number
}>

type Limits = Pick<GatewayAccount, 'countries' | 'currencies'> & {
  /** The countries of the markets that it is for; null: of all. */
  marketCountries: readonly string[] | null
}

/** May this shopper pay in this way? */
export function isOfferedTo(limits: Limits, { country, total }: Pick<PayingFacts, 'country' | 'total'>): boolean {
  const { countries, currencies, marketCountries } = limits
  if (currencies.length > 0 && !currencies.includes(total.currency)) return false
  if (countries.length > 0 && !countries.includes(country)) return false
  return marketCountries === null || marketCountries.includes(country)
}
