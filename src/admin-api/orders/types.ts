import type { Money } from '#kernel/money'
import type { MailState } from '../types.ts'

export type PaymentStatus = 'unpaid' | 'authorized' | 'partly_paid' | 'paid' | 'partly_refunded' | 'refunded'
export type FulfillmentStatus = 'unfulfilled' | 'partly_fulfilled' | 'fulfilled' | 'removed'
export type OrderState = 'pending' | 'open' | 'completed' | 'canceled' | 'offered'
export type OrderView = 'all' | 'to_ship' | 'unpaid' | 'open' | 'pending' | 'offered' | 'completed' | 'canceled'

export type OrderRow = {
  id: string
  number: number
  placedAt: string
  customer: string
  email: string
  country: string
  items: number
  total: Money
  state: OrderState
  payment: PaymentStatus
  fulfillment: FulfillmentStatus
}

/** Null: it may be done. Else why not, for the button to say. */
export type Can = string | null

export type OrderLineView = {
  id: string
  productId: string
  /** Null when the product is no more. */
  productTitle: string | null
  title: string
  variantTitle: string
  sku: string | null
  mediaHash: string | null
  quantity: number
  sent: number
  /** Taken out by a refund before they were sent. */
  removed: number
  requiresShipping: boolean
  unit: Money
  list: Money
  discount: Money
  total: Money
  why: WhyView[]
  /** How many can be promised now; null where nobody counts. */
  available: number | null
}

/** One step on the way to a total; the steps but `tax` and `rounding` add up to it. */
export type WhyView = {
  kind: 'base' | 'list' | 'tier' | 'sale' | 'promotion' | 'coupon' | 'tax' | 'reverse_charge' | 'rounding'
  label: string
  amount: Money | null
}

export type AgreedView = {
  /** By promotion and code, of goods and shipping. */
  discounts: { promotionId: string; name: string; code: string | null; amount: Money }[]
  /** The contained tax that this buyer did not pay. */
  taxRelief: Money
  reverseCharge: boolean
  /** The buyer's VAT ID, and what a register said about it; `state` is null when nobody was asked. */
  vat: {
    id: string
    state: 'valid' | 'invalid' | 'unavailable' | null
    register: string
    holder: string
    consultation: string
    at: string | null
  } | null
  /** Typed by the shopper; `refused` says why one did nothing. */
  codes: { code: string; refused: string | null }[]
  shippingWhy: WhyView[]
}

export type AddressView = { lines: string[]; country: string }

export type CaptureView = {
  id: string
  amount: Money
  state: 'created' | 'done' | 'failed'
  fee: Money | null
  failure: string | null
  at: string
}

export type PaymentView = {
  id: string
  method: string
  gateway: string
  mode: 'live' | 'test'
  state: 'created' | 'pending' | 'processing' | 'authorized' | 'captured' | 'failed' | 'canceled'
  amount: Money
  /** 'Visa •••• 4242', or the last letters of a gift card; '' where nobody told. */
  instrument: string
  captured: Money
  refunded: Money
  /** What can still be taken of what is set aside, and until when. */
  capturable: Money
  expiresAt: string | null
  /** It ends within two days. */
  expiresSoon: boolean
  /** The gateway was asked to free it. */
  voiding: boolean
  /** Whether the provider can take a part, and more than once. */
  takes: { parts: boolean; again: boolean }
  reference: string | null
  failure: string | null
  at: string
  captures: CaptureView[]
}

export type RefundView = {
  id: string
  /** The same for what was given back at once. */
  group: string
  paymentId: string
  amount: Money
  state: 'created' | 'done' | 'failed'
  reason: string
  note: string
  failure: string | null
  /** It failed, and nobody has dealt with it. */
  isAlarm: boolean
  at: string
}

/** What may still be given back: of each line, of the shipping, and of each way to pay. */
export type RefundScreen = {
  lines: { id: string; left: number; /** What all that is left of it is worth. */ worth: Money }[]
  shipping: Money
  left: Money
  payments: { id: string; left: Money }[]
}

export type DisputeView = {
  id: string
  state: 'inquiry' | 'open' | 'won' | 'lost'
  amount: Money
  reason: string
  dueAt: string | null
  at: string
}

/** Money at a provider that fits nothing of ours. */
export type UnmatchedView = {
  id: string
  orderId: string
  gateway: string
  reference: string
  amount: Money
  why: 'amount' | 'currency' | 'ref' | 'reference' | 'mode' | 'payee' | 'buyer'
  state: 'seen' | 'returning' | 'returned' | 'kept'
  /** The gateway's word for why giving it back failed. */
  failure: string | null
  at: string
}

export type ParcelView = {
  id: string
  carrier: string
  trackingNumber: string
  trackingUrl: string
  shippedAt: string
  lines: { lineId: string; title: string; quantity: number }[]
}

/** `by`: who did it; null for the shop itself and the shopper. */
export type StoryEntry = { type: string; at: string; by: string | null; data: Record<string, unknown> }
export type NoteView = { by: string; body: string; at: string }
export type OrderMail = { id: string; kind: string; subject: string; state: MailState; at: string }

export type OrderDetail = AgreedView & {
  id: string
  number: number
  /** Sent back with each change: one of an older screen is refused. */
  version: number
  state: OrderState
  payment: PaymentStatus
  fulfillment: FulfillmentStatus
  /** Until when its buyer may pay by a link. */
  offeredUntil: string | null
  cancelReason: string | null
  placedAt: string
  email: string
  phone: string | null
  language: string
  shippingAddress: AddressView | null
  billingAddress: AddressView
  shippingName: string
  arrivesFrom: string | null
  arrivesTo: string | null
  paymentMethod: string
  subtotal: Money
  shipping: Money
  tax: Money
  total: Money
  taxIncluded: boolean
  taxes: { name: string; ratePpm: number; tax: Money }[]
  note: string
  lines: OrderLineView[]
  payments: PaymentView[]
  refunds: RefundView[]
  refundable: RefundScreen
  disputes: DisputeView[]
  unmatched: UnmatchedView[]
  parcels: ParcelView[]
  story: StoryEntry[]
  notes: NoteView[]
  mails: OrderMail[]
  shopUrl: string
  can: {
    cancel: Can
    markPaid: Can
    fulfill: Can
    refund: Can
    capture: Can
    void: Can
    sendPayLink: Can
  }
}

export type VariantChoice = { id: string; title: string; hint: string }

export type NewOrderChoices = {
  markets: {
    id: string
    name: string
    currency: string
    countries: string[]
    languages: string[]
    defaultCountry: string
  }[]
}

/** What an order that staff make would cost, and how it can be sent. */
export type NewOrderPreview = {
  lines: { variantId: string; unit: Money; total: Money }[]
  shipping: { id: string; name: string; price: Money }[]
  shippingMethodId: string | null
  subtotal: Money
  discount: Money
  shippingTotal: Money | null
  tax: Money
  taxIncluded: boolean
  total: Money
}
