import { total, units, type Breakdown, type Item, type Sum } from './book.ts'

const whole = new Set(['JPY', 'HUF', 'TWD'])

/** PayPal's word for parts that do not make the sum; null when they do, or when there are none. */
export function wrongParts(amount: Sum & { breakdown?: Breakdown }, items: readonly Item[]): string | null {
  const { breakdown } = amount
  if (!breakdown) return items.length > 0 ? 'ITEM_TOTAL_REQUIRED' : null
  const { item_total: itemTotal, shipping } = breakdown
  const parts = [itemTotal, shipping].filter((one) => one !== undefined)
  const sums = [...parts, ...items.map((one) => one.unit_amount)]
  if (sums.some(({ value }) => value.startsWith('-'))) return 'CANNOT_BE_NEGATIVE'
  if (sums.some((one) => one.currency_code !== amount.currency_code)) return 'MULTI_CURRENCY_ORDER'
  if (sums.some(({ currency_code: code, value }) => whole.has(code) && value.includes('.')))
    return 'DECIMALS_NOT_SUPPORTED'
  if (total(parts) !== units(amount)) return 'AMOUNT_MISMATCH'
  const goods = items.reduce((all, one) => all + units(one.unit_amount) * Number(one.quantity), 0)
  return itemTotal && goods !== units(itemTotal) ? 'ITEM_TOTAL_MISMATCH' : null
}
