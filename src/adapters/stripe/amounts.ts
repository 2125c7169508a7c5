import { currencyOf, digitsOf, money, type Money } from '#kernel/money'

/**
 * Stripe's own table of minor units; it is not ISO 4217's. Source: docs.stripe.com/currencies, sections "Zero-decimal
 * currencies", "Three-decimal currencies" and "Special cases" (read in November 2026).
 */
const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
/** The last digit must be 0: 5.124 KWD cannot be charged. */
const threeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '))
/**
 * Whole units only, but sent with two decimals that are always 00: 5 ISK is 500. HUF and TWD are special for payouts
 * alone; they are charged with two decimals like any other.
 */
const wholeUnitsOfHundred = new Set('ISK UGX'.split(' '))

const stripeDigits = (currency: string): number => (zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2)

/** Stripe's number for a sum; null for one that Stripe cannot take, like 5.124 KWD. */
export function toStripe({ amount, currency }: Money): number | null {
  const shift = stripeDigits(currency) - digitsOf(currency)
  const units = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift
  if (!Number.isSafeInteger(units)) return null
  if (threeDecimal.has(currency) && units % 10 !== 0) return null
  return wholeUnitsOfHundred.has(currency) && units % 100 !== 0 ? null : units
}

/** @throws RangeError for what is no sum of money: a fraction of a minor unit, an odd currency. */
export function fromStripe(units: number, code: string): Money {
  const currency = currencyOf(code.toUpperCase())
  const shift = stripeDigits(currency) - digitsOf(currency)
  return money(shift >= 0 ? units / 10 ** shift : units * 10 ** -shift, currency)
}

/** As `fromStripe`, but null for what is no whole minor unit: a fee of 0.33 ISK. */
export function wholeOrNull(units: number, code: string): Money | null {
  try {
    return fromStripe(units, code)
  } catch {
    return null
  }
}
