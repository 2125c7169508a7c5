import type { CustomerId, FulfillmentId, MarketId, OrderId, OrderLineId, ProductId, VariantId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Currency, Money } from '#kernel/money'
import type { Clock } from '#kernel/clock'
import type { Address, Why } from '#modules/checkout'
import type { Capture, Dispute, Payment, PaymentMethods, PaymentStatus, Refund } from '#modules/payment'
import type { CodeResult, Discount } from '#modules/promotion'
import type { Db } from '#platform/db'
import type { FulfillmentStatus, OrderState } from './states.ts'

/**
 * `isOffered`: its buyer pays by a link, and does not come from the checkout. `isExpress`: from a product's page, where
 * nobody has asked who it is.
 */
export type OrderPlace = Readonly<{
  orderId: OrderId
  language: Language
  marketId: MarketId
  isOffered: boolean
  isExpress: boolean
}>

/** What placing and paying need from outside. */
export type OrderDeps = Readonly<{
  db: Db
  clock: Clock
  methods: PaymentMethods
  /** Where the gateway sends the shopper back to, paid or given up. Absolute. */
  returnUrl: (order: OrderPlace) => string
  cancelUrl: (order: OrderPlace) => string
}>

/** A frozen line: what was agreed, whatever the catalog says today. `list` is the price before a reduction. */
export type OrderLine = Readonly<{
  id: OrderLineId
  productId: ProductId
  variantId: VariantId
  title: string
  variantTitle: string
  sku: string | null
  slug: string
  mediaHash: string | null
  quantity: number
  unit: Money
  list: Money
  /** The market's ordinary price for one. */
  base: Money
  discount: Money
  /** The tax that the price contained and this buyer did not pay. */
  taxRelief: Money
  /** unit × quantity − discount − relief. */
  total: Money
  tax: Money
  discounts: readonly Discount[]
  /** How the total came about, as it was then. */
  why: readonly Why[]
  giftCard: boolean
  weightGrams: number
  requiresShipping: boolean
  /** Pieces that have been sent. */
  sent: number
  /** Pieces that a refund has put back before they were sent. */
  removed: number
}>

/** What a register said about the VAT ID, and when: the proof of an order without tax. */
export type OrderVatCheck = Readonly<{
  state: 'valid' | 'invalid' | 'unavailable'
  register: string
  holder: string
  consultation: string
  checkedAt: Date
}>

export type OrderTax = Readonly<{ name: string; ratePpm: number; base: Money; tax: Money }>

export type OrderFulfillment = Readonly<{
  id: FulfillmentId
  carrier: string
  trackingNumber: string
  trackingUrl: string
  shippedAt: Date
  lines: readonly { orderLineId: OrderLineId; quantity: number }[]
}>

export type Order = Readonly<{
  id: OrderId
  /** What people read out: 1042. */
  number: number
  state: OrderState
  /** Grows with each change. */
  version: number
  cancelReason: string | null
  channel: string
  marketId: MarketId
  language: Language
  currency: Currency
  taxIncluded: boolean
  email: string
  phone: string | null
  /** Null when nothing is sent. */
  shippingAddress: Address | null
  billingAddress: Address
  shippingName: string
  /** 'YYYY-MM-DD', when the parcel was promised. */
  arrivesFrom: string | null
  arrivesTo: string | null
  customerId: CustomerId | null
  /** All goods before discounts. */
  subtotal: Money
  /** Of goods and shipping; `discounts` by promotion and code. */
  discount: Money
  discounts: readonly Discount[]
  taxRelief: Money
  reverseCharge: boolean
  /** As the buyer gave it; the tax is theirs only where `reverseCharge` says so. */
  vatId: string | null
  vatCheck: OrderVatCheck | null
  /** Before its discounts. */
  shipping: Money
  shippingDiscounts: readonly Discount[]
  shippingWhy: readonly Why[]
  /** What became of each code that the shopper typed. */
  codes: readonly CodeResult[]
  tax: Money
  total: Money
  taxes: readonly OrderTax[]
  lines: readonly OrderLine[]
  paymentMethod: string
  note: string
  placedAt: Date
  confirmedAt: Date | null
  canceledAt: Date | null
  completedAt: Date | null
  /** Until when its buyer may pay by a link; null when none was sent. */
  offeredUntil: Date | null
  payments: readonly Payment[]
  captures: readonly Capture[]
  refunds: readonly Refund[]
  disputes: readonly Dispute[]
  fulfillments: readonly OrderFulfillment[]
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
}>

/** A line of the order's story, from the event log. */
export type TimelineEntry = Readonly<{ type: string; at: Date; actor: string; data: Record<string, unknown> }>

/** What staff may do now: null, or the reason why not. */
export type Can = Readonly<
  Record<'cancel' | 'markPaid' | 'fulfill' | 'refund' | 'capture' | 'void' | 'sendPayLink', string | null>
>
