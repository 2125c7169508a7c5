import { never } from '#kernel/result'
import type { ReportRefusal } from '#modules/ledger'

/** Why a file could not be taken in, and which one would do. */
export function explainReport(refusal: ReportRefusal): string {
  switch (refusal.code) {
    case 'not_a_report':
      return 'This is neither a payout report of Stripe (itemized CSV) nor a settlement or transaction report of PayPal.'
    case 'no_payouts':
      return 'This report does not name its payouts. In Stripe choose “Payout reconciliation”, itemized, with the column automatic_payout_id.'
    case 'unreadable':
      return `Line ${refusal.line} cannot be read: look at “${refusal.column}”. Nothing was taken in.`
    default:
      return never(refusal)
  }
}
