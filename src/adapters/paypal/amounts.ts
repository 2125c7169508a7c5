import { currencyOf, decimal, money, parseMoney, type Currency, type Money } from '#kernel/money'

/**
 * What PayPal takes, and the three that it takes without decimals, whatever ISO 4217 says. Source:
 * developer.paypal.com/api/rest/reference/currency-codes (read in November 2026).
 */
export const currencies =
  'AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD'.split(' ')
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD'])

export type PaypalSum = { currency_code: string; value: string }

/** 1999 EUR → `19.99`; null for what PayPal cannot take: 12.50 HUF, or kroner of Iceland. */
export function toPaypal(sum: Money): PaypalSum | null {
  if (!currencies.includes(sum.currency)) return null
  const value = decimal(sum)
  if (!withoutDecimals.has(sum.currency)) return { currency_code: sum.currency, value }
  const [whole = '', rest = ''] = value.split('.')
  return /^0*$/.test(rest) ? { currency_code: sum.currency, value: whole } : null
}

/** @throws RangeError for what is no sum in whole minor units. */
export function fromPaypal({ currency_code: code, value }: PaypalSum): Money {
  const read = parseMoney(value, currencyOf(code))
  if (!read) throw new RangeError(`no sum: ${value.slice(0, 30)} ${code}`)
  return read
}

export const sumOf = (sums: readonly (PaypalSum | undefined)[], currency: Currency): Money =>
  money(
    sums.reduce((all, one) => all + (one ? sameCurrency(fromPaypal(one), currency) : 0), 0),
    currency,
  )

function sameCurrency(sum: Money, currency: Currency): number {
  if (sum.currency !== currency) throw new RangeError(`${sum.currency} beside ${currency}`)
  return sum.amount
}
