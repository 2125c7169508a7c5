import { randomUUID } from 'node:crypto'

/** A UUIDv7 (RFC 9562) that knows what it names: an order's id is no payment's id. */
export type Id<Kind extends string> = string & { readonly kind: Kind }

export type MarketId = Id<'market'>
export type ProductId = Id<'product'>
export type VariantId = Id<'variant'>
export type CategoryId = Id<'category'>
export type CollectionId = Id<'collection'>
export type MediaId = Id<'media'>
export type PriceListId = Id<'price_list'>
export type LocationId = Id<'location'>
export type CustomerId = Id<'customer'>
export type CustomerGroupId = Id<'customer_group'>
export type CustomerLinkId = Id<'customer_link'>
export type PromotionId = Id<'promotion'>
export type CouponId = Id<'coupon'>
export type CartId = Id<'cart'>
export type OrderId = Id<'order'>
export type OrderLineId = Id<'order_line'>
export type PaymentId = Id<'payment'>
export type RefundId = Id<'refund'>
export type CaptureId = Id<'capture'>
export type DisputeId = Id<'dispute'>
export type SavedMethodId = Id<'saved_method'>
export type PayoutId = Id<'payout'>
export type ShippingMethodId = Id<'shipping_method'>
export type FulfillmentId = Id<'fulfillment'>
export type StaffId = Id<'staff'>
export type PageId = Id<'page'>
export type MailId = Id<'mail'>
export type GiftCardId = Id<'gift_card'>
export type CreditAccountId = Id<'credit_account'>

/** A new id that sorts by the time it was made. */
export function newId<Kind extends string>(now: number = Date.now()): Id<Kind> {
  const time = now.toString(16).padStart(12, '0')
  // Version 7 (RFC 9562): the time, then what is random in a version 4.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}` as Id<Kind>
}
