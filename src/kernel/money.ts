/** A sum in whole minor units of one currency (cents, yen, fils). Made by `money` only. */
export type Money = Readonly<{ amount: number; currency: Currency }>

/** An ISO 4217 code, checked by `currencyOf`. */
export type Currency = string & { readonly currency: unique symbol }

/** @throws RangeError for anything that is not three capital letters. */
export function currencyOf(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`not a currency code: ${code}`)
  return code as Currency
}

/** @throws RangeError for an amount that is not whole minor units. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole minor units: ${amount}`)
  return { amount: amount === 0 ? 0 : amount, currency }
}

/** @throws RangeError when the currencies differ. */
export function plus(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`)
  return money(a.amount + b.amount, a.currency)
}

export const times = (unit: Money, quantity: number): Money => money(unit.amount * quantity, unit.currency)

export const sum = (parts: readonly Money[], currency: Currency): Money => parts.reduce(plus, money(0, currency))

/**
 * `amount × numerator / denominator`, rounded half away from zero, so that a refund mirrors its charge.
 * One of the two places where money is rounded; the other is `allocate`.
 */
export function portion(whole: Money, numerator: number, denominator: number): Money {
  if (denominator <= 0) throw new RangeError(`not a denominator: ${denominator}`)
  const exact = BigInt(whole.amount) * BigInt(numerator)
  const negative = exact < 0n
  const size = negative ? -exact : exact
  const rounded = (size * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n)
  return money(Number(negative ? -rounded : rounded), whole.currency)
}

/**
 * Splits a sum in proportion to the weights, giving the odd units to the largest remainders, so that the parts always
 * add up to the whole.
 */
export function allocate(whole: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (total === 0n) throw new RangeError('nothing to allocate to')
  const sign = whole.amount < 0 ? -1n : 1n
  const units = BigInt(Math.abs(whole.amount))
  const shares = weights.map((weight, index) => {
    const exact = units * BigInt(weight)
    return { index, part: exact / total, remainder: exact % total }
  })
  let left = units - shares.reduce((all, share) => all + share.part, 0n)
  for (const share of shares.toSorted(byLargestRemainder)) {
    if (left === 0n) break
    share.part += 1n
    left -= 1n
  }
  return shares.map((share) => money(Number(sign * share.part), whole.currency))
}

type Share = { index: number; remainder: bigint }
const byLargestRemainder = (a: Share, b: Share): number =>
  a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1

const digitsByCurrency = new Map<string, number>()

/** How many digits stand behind the decimal sign: 2 for EUR, 0 for JPY, 3 for KWD. Source: Intl (ISO 4217). */
export function digitsOf(currency: Currency): number {
  const known = digitsByCurrency.get(currency)
  if (known !== undefined) return known
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digitsByCurrency.set(currency, digits)
  return digits
}

/** `"19.99"` → 1999 EUR. Null for text that is no plain decimal number or has more digits than the currency. */
export function parseMoney(text: string, currency: Currency): Money | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', rest = ''] = match
  const digits = digitsOf(currency)
  const significant = rest.replace(/0+$/, '')
  if (significant.length > digits) return null
  const amount = Number(whole + significant.padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? money(sign ? -amount : amount, currency) : null
}

/** 1999 EUR → `"19.99"`: what files and forms hold. */
export function decimal({ amount, currency }: Money): string {
  const digits = digitsOf(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const formats = new Map<string, Intl.NumberFormat>()

/** 1999 EUR → `€19.99` in `en`, `19,99 €` in `de`. */
export function format(price: Money, locale: string): string {
  const key = `${locale} ${price.currency}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.NumberFormat(locale, { style: 'currency', currency: price.currency })
    formats.set(key, known)
  }
  return known.format(decimal(price) as Intl.StringNumericLiteral)
}
