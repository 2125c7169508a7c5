export { ask } from './ask.ts'
export { fixedMethods } from './methods.ts'
export { isOurs, type Payment, type Refund } from './payment.ts'
export type {
  Answer,
  BadMessage,
  CaptureMode,
  Gateway,
  GatewayDispute,
  GatewayMessage,
  GatewayPayment,
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
  findPayment,
  findPaymentByRef,
  openRefunds,
  paymentsOf,
  refundsOf,
  unappliedMessages,
  type OpenRefund,
} from './queries.ts'
export { isUndecided, paymentStatus, type PaymentState, type PaymentStatus, type Sums } from './states.ts'
export {
  claimUndecided,
  decide,
  insertPayment,
  insertRefund,
  keepMessage,
  lockPayment,
  markApplied,
  recordMismatch,
  recordStarted,
  settleRefund,
  type LockedPayment,
} from './store.ts'
export { emptyPayments } from './empty-payments.ts'
