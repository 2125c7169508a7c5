export { can, type NotAllowed } from './can.ts'
export { completeIfDone, completeWithCards } from './complete-if-done.ts'
export { draftOf } from './draft.ts'
export { emptyOrders } from './empty-orders.ts'
export { isGivenBack } from './is-given-back.ts'
export { leftToSend } from './left-to-send.ts'
export { isUnknown, learnBuyer } from './learn-buyer.ts'
export { orderLinkToken, payLinkToken, verifyOrderLink, verifyPayLink } from './link.ts'
export { listOrders, type OrderSearch, type OrderSummary } from './list-orders.ts'
export { boughtElsewhere, offerOrder, withdrawOverdue } from './offer-order.ts'
export { openTransfer } from './open-transfer.ts'
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
export { readOrder } from './queries.ts'
export { readOrderForStaff, readOrderPage, type OrderForStaff, type OrderNote } from './read-pages.ts'
export { readSale } from './read-sale.ts'
export { recheckVat } from './recheck-vat.ts'
export { jurisdictionOf, saleOf, type SaleFacts } from './sale.ts'
export { isStale, type Stale } from './stale.ts'
export type { CancelReason, FulfillmentStatus, OrderState } from './states.ts'
export { addNote, insertOrder, lockOrder, moveOrder, touchOrder, type LockedOrder } from './store.ts'
export { countWaiting } from './waiting.ts'
