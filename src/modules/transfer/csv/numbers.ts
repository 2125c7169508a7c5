import { parseMoney, type Currency } from '#kernel/money'

export type DecimalSign = '.' | ','

/** Counts, over all price cells of a file, which sign stands before the cents. */
export class DecimalVote {
  #comma = 0
  #dot = 0

  add(cell: string): void {
    const text = cell.trim()
    if (/\d,\d{1,2}$|\.\d{3},\d+$|^\d{1,3},\d{4}$/.test(text)) this.#comma += 1
    else if (/\d\.\d{1,2}$|,\d{3}\.\d+$|\.\d{4}$/.test(text)) this.#dot += 1
  }

  get sign(): DecimalSign {
    return this.#comma > this.#dot ? ',' : '.'
  }
}

/** `1.234,50`, `1,234.50`, `1 234.5`, `$ 12` → plain decimal text; null for what is no number. */
export function plainNumber(cell: string, decimal: DecimalSign): string | null {
  const bare = cell.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^(-?)(?:[A-Z]{3}|\p{Sc})|(?:[A-Z]{3}|\p{Sc})$/gu, '$1')
  const thousands = decimal === ',' ? '.' : ','
  const grouped = decimal === ',' ? /^-?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/ : /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/
  const joined = grouped.test(bare) ? bare.replaceAll(thousands, '') : bare
  // One file may hold both signs: `12.50` between `9,90`s is still twelve and a half.
  const text = /^-?\d+[.,]\d*$/.test(joined) ? joined.replace(',', '.').replace(/\.$/, '') : joined
  const match = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text)
  if (!match || (match[2] === '' && match[3] === undefined)) return null
  const [, sign = '', whole = '', rest] = match
  return `${sign}${whole || '0'}${rest === undefined ? '' : `.${rest}`}`
}

/** Minor units, or null for what is no price in this currency: not a number, negative, or more digits than it has. */
export function priceAmount(cell: string, decimal: DecimalSign, currency: Currency): number | null {
  const text = plainNumber(cell, decimal)
  const price = text === null ? null : parseMoney(text, currency)
  return price === null || price.amount < 0 ? null : price.amount
}

/** A number for weights and sizes, where floating point does no harm. */
export function measure(cell: string, decimal: DecimalSign): number | null {
  const text = plainNumber(cell, decimal)
  return text === null ? null : Number(text)
}

const MOST = 2_147_483_647

/** Whole and within what the database counts with, or null. `12.0000` is whole. */
export function wholeNumber(cell: string, decimal: DecimalSign = '.'): number | null {
  const value = measure(cell, decimal)
  return value === null || !Number.isInteger(value) || Math.abs(value) > MOST ? null : value
}
