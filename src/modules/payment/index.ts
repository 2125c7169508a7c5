export { ask } from './ask.ts'
export { gatewayNamed, isOurs, type Payment, type Refund } from './payment.ts'
export type {
  Answer,
  BadMessage,
  Gateway,
  GatewayMessage,
  GatewayPayment,
  NewGatewayPayment,
  NoAnswer,
  PayingFacts,
  PaymentMethod,
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
