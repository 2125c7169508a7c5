export { afterPayment, applyPayment, receiveWebhook, type WebhookRefusal } from './apply-payment.ts'
export { can } from './can.ts'
export { cancelOrder, type CancelOrder, type CancelRefusal } from './cancel-order.ts'
export { cancelPaymentAttempt, type PaymentEnded, type PaymentUnclear } from './cancel-payment.ts'
export { capturePayment, claimParcel, type CapturePayment, type CaptureRefusal } from './capture-payment.ts'
export { completeIfDone, completeWithCards } from './complete-if-done.ts'
export { completePayments } from './complete-payments.ts'
export { emptyOrders } from './empty-orders.ts'
export { finishCaptures } from './finish-captures.ts'
export { orderLinkToken, payLinkToken, verifyOrderLink, verifyPayLink } from './link.ts'
export { countWaiting, listOrders, type OrderSearch, type OrderSummary } from './list-orders.ts'
export { makeOrder, previewOrder, type MakeOrder, type MakeOrderRefusal, type NewOrder } from './make-order.ts'
export { markPaid, type NotAllowed } from './mark-paid.ts'
export { offerOrder } from './offer-order.ts'
export type {
  Can,
  Order,
  OrderDeps,
  OrderFulfillment,
  OrderLine,
  OrderPlace,
  OrderTax,
  TimelineEntry,
} from './order.ts'
export { methodsFor, payOffer, type PayOffer, type PayOfferRefusal } from './pay-offer.ts'
export { openTransfer } from './open-transfer.ts'
export { placeOrder, type Placed, type PlaceOrder, type PlaceOrderRefusal } from './place-order.ts'
export { readOrder } from './queries.ts'
export { readOrderForStaff, readOrderPage, type OrderForStaff, type OrderNote } from './read-pages.ts'
export { recheckVat } from './recheck-vat.ts'
export type { RefundFacts } from './refund-plan.ts'
export { refundOrder, type RefundOrder, type RefundRefusal } from './refund-order.ts'
export { deleteSavedMethod } from './saved-methods.ts'
export type { Stale } from './stale.ts'
export type { NextStep } from './start-payment.ts'
export type { CancelReason, FulfillmentStatus, OrderState } from './states.ts'
export { addNote, lockOrder, touchOrder, type LockedOrder } from './store.ts'
export { giveUnmatchedBack, keepUnmatchedMoney } from './unmatched.ts'
export { voidPayment } from './void-payment.ts'
