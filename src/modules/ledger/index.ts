export type { AccountCode } from './accounts.ts'
export { emptyLedger } from './empty-ledger.ts'
export type { Entry, Line, Mode } from './entry.ts'
export { post, postAll } from './post.ts'
export { entriesOfOrder, type WrittenEntry, type WrittenLine } from './queries.ts'
export { captureEntry, recordCapture, type Captured } from './record-capture.ts'
export { disputeEntry, type Dispute } from './record-dispute.ts'
export { feeEntry, recordFee, type Fee } from './record-fee.ts'
export {
  noSplit,
  recordFailedRefund,
  recordRefund,
  refundEntry,
  type Refunded,
  type RefundSplit,
} from './record-refund.ts'
export { recordSale, saleEntry, type Sale, type TaxShare } from './record-sale.ts'
export { recordStoredValue, storedValueEntry, type StoredValue, type StoredValueMove } from './record-stored-value.ts'
export { reverseSale, type SaleReversal } from './reverse-sale.ts'
export { readBalances, type AccountKind, type Balance, type Span } from './read-balances.ts'
export { bookPayout, type BookRefusal, type Settling } from './payouts/book-payout.ts'
export { keepReport, type Upshot } from './payouts/keep-report.ts'
export type { Known, Matched, Verdict } from './payouts/match.ts'
export {
  checkPayout,
  listPayouts,
  type CheckedPayout,
  type KeptMovement,
  type PayoutHead,
} from './payouts/read-payout.ts'
export type { MovementKind, ReportRefusal } from './payouts/report.ts'
export { checkBooks, readLastCheck, type BooksCheck } from './checks/check-books.ts'
export { explainOrder, type OrderBooks, type Tie } from './checks/explain-order.ts'
export { findBreaks, type Break, type CheckName } from './checks/reconcile.ts'
export { readMonth, type Month } from './exports/month.ts'
export { exportFiles, writeMonth, type ExportFile } from './exports/write-month.ts'
export { listJournal, type JournalEntry, type JournalFilter } from './list-journal.ts'
export { booksSettings, readTimeZone } from './exports/time-zone.ts'
