/** The chart of accounts; the table `ledger_accounts` has the same with kinds and names. */
const plainAccounts = [
  'bank',
  'receivable',
  'disputes',
  'tax_payable',
  'gift_cards_due',
  'gift_card_liability',
  'store_credit_liability',
  'sales',
  'discounts',
  'refunds',
  'shipping',
  'breakage',
  'rounding',
  'currency_exchange',
  'credit_granted',
  'dispute_losses',
  'outside',
] as const

export type AccountCode = (typeof plainAccounts)[number] | `gateway_clearing:${string}` | `fees:${string}`

/** Where money is between the customer and the bank. What comes without a provider is in the bank when staff say so. */
export function clearingOf(gateway: string): AccountCode {
  if (gateway === 'offline') return 'bank'
  if (gateway === 'stored_value') throw new RangeError('stored value is redeemed and returned, not captured')
  return `gateway_clearing:${gateway}`
}

export const feesOf = (gateway: string): AccountCode => `fees:${gateway}`

export const liabilityOf = (holding: 'gift_card' | 'store_credit'): AccountCode => `${holding}_liability`
