import { randomBytes } from 'node:crypto'

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
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>
}
