import { currencyOf, digitsOf, money, parseMoney, type Money } from '#kernel/money'

/** What Mollie takes, and which of it without decimals. Source: docs.mollie.com/docs/multicurrency (November 2026). */
export const currencies =
  'AED AUD BGN BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS ISK JPY MXN MYR NOK NZD PHP PLN RON SEK SGD THB TWD USD ZAR'.split(
    ' ',
  )
const withoutDecimals = new Set(['ISK', 'JPY'])

export type MollieSum = { currency: string; value: string }

/** 1999 EUR → `19.99`; null for what Mollie cannot take. */
export function toMollie({ amount, currency }: Money): MollieSum | null {
  if (!currencies.includes(currency)) return null
  const digits = withoutDecimals.has(currency) ? 0 : 2
  const units = amount * 10 ** (digits - digitsOf(currency))
  if (!Number.isSafeInteger(units)) return null
  const text = String(units).padStart(digits + 1, '0')
  return { currency, value: digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}` }
}

/** Nothing, in the currency of something. */
export const none = (like: Money): Money => money(0, like.currency)

/** @throws RangeError for what is no sum in whole minor units. */
export function fromMollie({ currency, value }: MollieSum): Money {
  const read = parseMoney(value, currencyOf(currency))
  if (!read) throw new RangeError(`no sum: ${value.slice(0, 30)} ${currency}`)
  return read
}
