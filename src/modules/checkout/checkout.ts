import { z } from 'zod'

import type { ShippingMethodId } from '#kernel/id'
import type { Money } from '#kernel/money'
import type { CartView } from '#modules/cart'
import type { DeliveryRange, ShippingOffer } from '#modules/shipping'
import type { ValueFacts } from '#modules/stored-value'
import type { Vat } from '#modules/tax'
import type { Quote } from './quote.ts'

const text = z.string().max(200)

/** One form for all countries; what a country does not use is ''. Which fields it wants is the address form's to know. */
export const addressSchema = z.object({
  name: text,
  organization: text,
  street1: text,
  street2: text,
  district: text,
  city: text,
  region: text,
  postcode: z.string().max(20),
  country: z.string().regex(/^[A-Z]{2}$/),
})
export type Address = Readonly<z.infer<typeof addressSchema>>

/** What the shopper has typed so far. A null billing address is the shipping address again. */
export type CheckoutFacts = Readonly<{
  email: string | null
  phone: string | null
  country: string | null
  shippingAddress: Address | null
  billingAddress: Address | null
  shippingMethodId: ShippingMethodId | null
  paymentMethod: string | null
  /** A business's VAT ID, without spaces, as it was typed: it decides nothing by itself. */
  vatId: string | null
  note: string
}>

export const emptyCheckout: CheckoutFacts = {
  email: null,
  phone: null,
  country: null,
  shippingAddress: null,
  billingAddress: null,
  shippingMethodId: null,
  paymentMethod: null,
  vatId: null,
  note: '',
}

/** Any part of it; what is not named stays as it was. */
export type CheckoutParts = Partial<CheckoutFacts>

/** An address brings its country with it. */
export function withParts(facts: CheckoutFacts, parts: CheckoutParts): CheckoutFacts {
  const all = { ...facts, ...parts }
  return { ...all, country: parts.shippingAddress?.country ?? all.country }
}

/** A way to pay, as far as the checkout must know it: `PaymentMethod` of the payment module is one. */
export type Payable = Readonly<{
  code: string
  offeredTo: (facts: {
    country: string
    requiresShipping: boolean
    total: Money
    customerGroupId?: string | null
  }) => boolean
}>

/** In the order in which the page asks for them. */
export type MissingPart =
  | 'lines'
  | 'changes'
  | 'email'
  | 'shipping_address'
  | 'billing_address'
  | 'shipping_method'
  | 'payment_method'

export type CheckoutView = CheckoutFacts &
  Readonly<{
    cart: CartView
    /** Where the goods go, as far as known: the address, else the chosen country, else the market's usual one. */
    destination: Readonly<{ country: string; region: string; postcode: string }>
    /** Cheapest first, with the days on which the parcel should arrive. Empty when nothing is to be sent. */
    shippingOffers: readonly (ShippingOffer & { arrives: DeliveryRange })[]
    /** What the shopper chose, else the cheapest. */
    shippingOffer: (ShippingOffer & { arrives: DeliveryRange }) | null
    /** Codes of what can be chosen here. Empty when there is nothing to pay. */
    paymentMethods: readonly string[]
    /** What the shopper chose, else the first. */
    payBy: string | null
    vat: Vat
    quote: Quote
    /** What became of each typed code; what gift cards and credit pay; what is left for a payment method. */
    codes: Quote['codes']
    tenders: Quote['tenders']
    due: Money
    /** Gift cards and credit that this cart may use, also those of which nothing is needed. */
    value: ValueFacts
    missing: readonly MissingPart[]
  }>

type Considered = Omit<CheckoutView, 'missing'>

/** What still stands between this checkout and an order. */
export function missingParts(view: Considered): MissingPart[] {
  const { cart } = view
  const address = view.shippingAddress
  const goodAddress = address !== null && address.country === view.destination.country
  const payer = view.billingAddress ?? (goodAddress ? address : null)
  const parts: [MissingPart, boolean][] = [
    ['lines', cart.lines.length === 0],
    ['changes', cart.blocked],
    ['email', !view.email],
    ['shipping_address', cart.requiresShipping && !(goodAddress && cart.countries.includes(address.country))],
    ['billing_address', payer === null && !cart.requiresShipping],
    ['shipping_method', cart.requiresShipping && view.shippingOffer === null],
    ['payment_method', view.due.amount > 0 && view.payBy === null],
  ]
  return parts.filter(([, missing]) => missing).map(([part]) => part)
}
