import type { FulfillmentId, MarketId, OrderId, OrderLineId, ProductId, VariantId } from '#kernel/id'
import type { Language } from '#kernel/locale'
import type { Currency, Money } from '#kernel/money'
import type { Clock } from '#kernel/clock'
import type { Address } from '#modules/checkout'
import type { Payment, PaymentMethods, PaymentStatus, Refund } from '#modules/payment'
import type { Db } from '#platform/db'
import type { FulfillmentStatus, OrderState } from './states.ts'

export type OrderPlace = Readonly<{ orderId: OrderId; language: Language; marketId: MarketId }>

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
  total: Money
  tax: Money
  weightGrams: number
  requiresShipping: boolean
  /** Pieces that have been sent. */
  sent: number
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
  subtotal: Money
  shipping: Money
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
  payments: readonly Payment[]
  refunds: readonly Refund[]
  fulfillments: readonly OrderFulfillment[]
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
}>

/** A line of the order's story, from the event log. */
export type TimelineEntry = Readonly<{ type: string; at: Date; actor: string; data: Record<string, unknown> }>

/** What staff may do now: null, or the reason why not. */
export type Can = Readonly<Record<'cancel' | 'markPaid' | 'fulfill' | 'refund', string | null>>
