export { ask } from './ask.ts'
export {
  beginVoid,
  claimCapture,
  endAuthorization,
  giveVoidUp,
  insertExternalCapture,
  openVoids,
  settleCapture,
  type CaptureOutcome,
  type TooMuch,
} from './capture-store.ts'
export {
  attentionKinds,
  countAttention,
  listAttention,
  type Attention,
  type AttentionKind,
  type AttentionSearch,
} from './list-attention.ts'
export { listDisputes, type DisputeSearch, type DisputeSummary } from './list-disputes.ts'
export type { DisputeStep } from './dispute-steps.ts'
export { keepDispute } from './dispute-store.ts'
export { emptyPayments } from './empty-payments.ts'
export {
  BY_HAND,
  claimWatchedRefunds,
  failRefund,
  handleRefund,
  refundedByHand,
  refundNamesOf,
  watchedRefundsOf,
  type WatchedRefund,
} from './failed-refund-store.ts'
export { claimMessages, keepMessage, markApplied } from './inbox-store.ts'
export { fixedMethods } from './methods.ts'
export {
  capturable,
  mismatchOf,
  OFFLINE,
  refundable,
  STORED_VALUE,
  type Capture,
  type Dispute,
  type Mismatch,
  type Payment,
  type Refund,
  type RefundParts,
  type TaxPart,
  type Unmatched,
} from './payment.ts'
export type {
  Answer,
  BadMessage,
  CaptureMode,
  Express,
  Gateway,
  GatewayAddress,
  GatewayBuyer,
  GatewayDispute,
  GivenBack,
  GatewayMessage,
  GatewayPayment,
  GatewayRefund,
  Instrument,
  Mode,
  NewCapture,
  NewGatewayPayment,
  NewGatewayRefund,
  NoAnswer,
  PayingFacts,
  PaymentMethod,
  PaymentMethods,
  SavedAtGateway,
  Supports,
} from './port.ts'
export {
  capturesOf,
  disputesOf,
  findPayment,
  findPaymentByRef,
  methodsToForget,
  paymentsOf,
  readUnmatched,
  refundsOf,
  savedMethodsOf,
  type Forgotten,
  type SavedMethod,
} from './queries.ts'
export { openCaptures, openRefunds, type OpenCapture, type OpenRefund } from './open-queries.ts'
export {
  claimRefund,
  insertExternalRefund,
  insertRefundLines,
  nothingNamed,
  settleRefund,
  type NewRefundLine,
} from './refund-store.ts'
export { forgetSavedMethod, keepSavedMethod, takeSavedMethod } from './saved-store.ts'
export { isUndecided, paymentStatus, type PaymentState, type PaymentStatus, type Sums } from './states.ts'
export {
  claimExpiring,
  claimUndecided,
  decide,
  insertPayments,
  lockPayments,
  markProcessing,
  recordMismatch,
  recordStarted,
  type LockedPayment,
  type NewPayment,
} from './store.ts'
export {
  claimWatchedUnmatched,
  failUnmatched,
  keepUnmatched,
  returnedBeside,
  settleUnmatched,
  turnUnmatched,
  watchedUnmatchedOf,
  type WatchedUnmatched,
} from './unmatched-store.ts'
