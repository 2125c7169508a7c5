/** What payers say, by the codes of Stripe and PayPal. */
const reasons: Record<string, string> = {
  fraudulent: 'Says it was not them',
  unauthorised: 'Says it was not them',
  unrecognized: 'Does not recognize the payment',
  debit_not_authorized: 'Says the direct debit was not allowed',
  product_not_received: 'Says nothing has come',
  merchandise_or_service_not_received: 'Says nothing has come',
  product_unacceptable: 'Says it is not as described',
  merchandise_or_service_not_as_described: 'Says it is not as described',
  duplicate: 'Says it was paid twice',
  duplicate_transaction: 'Says it was paid twice',
  payment_by_other_means: 'Says it was paid another way',
  incorrect_amount: 'Says the amount is wrong',
  credit_not_processed: 'Waits for a refund',
  subscription_canceled: 'Says it was canceled before',
  canceled_recurring_billing: 'Says it was canceled before',
  insufficient_funds: 'The account had not enough money',
  general: 'Gives no reason',
  customer_initiated: 'Gives no reason',
  other: 'Gives no reason',
}

/** In words; a code that nobody knows yet as it came. */
export const disputeReason = (code: string): string =>
  reasons[code.toLowerCase()] ?? (code === '' ? 'Gives no reason' : code.replaceAll('_', ' '))
