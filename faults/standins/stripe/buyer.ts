import type { Stripe } from 'stripe'

import type { Booked } from './book.ts'
import { textAt, treeAt, type Tree } from './form.ts'

/** What the page asks for besides the money; `countries`: where it may go, null when nothing is sent. */
export type Asks = { billing: 'auto' | 'required' | null; countries: string[] | null; phone: boolean }

/** What the buyer's wallet or fingers said. */
export type Buyer = {
  email: string | null
  name: string | null
  phone: string | null
  address: Stripe.Address
  shipping: { name: string; address: Stripe.Address }
}

/** Stripe's own words on `allowed_countries`. */
const unsupported = new Set('AS CX CC CU HM IR KP MH FM NF MP PW SY UM VI'.split(' '))

export function asksIn(form: Tree): Asks {
  const billing = textAt(form, 'billing_address_collection')
  const countries = Object.values(treeAt(form, 'shipping_address_collection', 'allowed_countries'))
  return {
    billing: billing === 'auto' || billing === 'required' ? billing : null,
    countries: countries.length > 0 ? countries : null,
    phone: textAt(form, 'phone_number_collection', 'enabled') === 'true',
  }
}

/** What Stripe would not have; null for what it takes. */
export function oddIn(form: Tree): string | null {
  const empty = ['customer_email', 'customer'].find((name) => textAt(form, name) === '')
  if (empty) return `You passed an empty string for '${empty}'`
  const billing = textAt(form, 'billing_address_collection')
  if (billing !== undefined && !['auto', 'required'].includes(billing)) return 'Invalid billing_address_collection'
  const wrong = asksIn(form).countries?.find((one) => !/^[A-Z]{2}$/.test(one) || unsupported.has(one))
  return wrong === undefined ? null : `Invalid shipping_address_collection[allowed_countries]: ${wrong}`
}

const homes: Record<string, Partial<Stripe.Address>> = {
  US: { line1: '354 Oyster Point Blvd', city: 'South San Francisco', state: 'CA', postal_code: '94080' },
  GB: { line1: '10 Downing Street', city: 'London', postal_code: 'SW1A 2AA' },
}
const home = (country: string): Stripe.Address => ({
  ...nowhere,
  ...(homes[country] ?? { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119' }),
  country,
})
const nowhere: Stripe.Address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

type Said = Partial<Omit<Buyer, 'address' | 'shipping'>> & {
  address?: Partial<Stripe.Address>
  shipping?: { name?: string; address?: Partial<Stripe.Address> }
}

/** Ada Ahrens at her home in the country where it may go, but for what was said. What is said of an address replaces it. */
export function buyerIn(said: Said, asks: Asks): Buyer {
  const country = asks.countries?.[0] ?? 'DE'
  const name = said.name === undefined ? 'Ada Ahrens' : said.name
  const address = said.address ? { ...nowhere, country, ...said.address } : home(country)
  const shipping = said.shipping?.address
  return {
    email: said.email === undefined ? 'ada@example.com' : said.email,
    name,
    phone: said.phone ?? null,
    address,
    shipping: {
      name: said.shipping?.name ?? name ?? '',
      address: shipping ? { ...nowhere, country, ...shipping } : address,
    },
  }
}

/** The page's fields for it, filled in. */
export function fieldsOf(asks: Asks): Record<string, string> {
  if (asks.billing === null && !asks.countries) return {}
  const { email, name, address } = buyerIn({}, asks)
  const { country, line1, line2, postal_code, city, state } = address
  const fields = { email, name, line1, line2, postal_code, city, state, country }
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? '']))
}

/** …and what was sent from there. */
export function saidOn(asks: Asks, form: URLSearchParams): Said {
  if (asks.billing === null && !asks.countries) return {}
  const { email = null, name = null, answer: _answer, ...given } = Object.fromEntries(form)
  const address = Object.fromEntries(Object.entries(given).map(([field, value]) => [field, value || null]))
  return { email, name, ...(Object.keys(address).length > 0 ? { address } : {}) }
}

type Asked = Pick<
  Stripe.Checkout.Session,
  | 'billing_address_collection'
  | 'shipping_address_collection'
  | 'phone_number_collection'
  | 'customer_details'
  | 'collected_information'
>

/** What a session says of it: nothing before it is complete but the e-mail address it was made with. */
export function askedOf({ asks, buyer, email }: Booked): Asked {
  const { billing, countries, phone } = asks
  const shipping = buyer && countries ? buyer.shipping : null
  return {
    billing_address_collection: billing,
    shipping_address_collection: countries ? { allowed_countries: countries } : null,
    phone_number_collection: { enabled: phone },
    customer_details: buyer ? detailsOf(buyer, { asks, email }) : email === null ? null : { ...unsaid, email },
    collected_information: shipping && { business_name: null, individual_name: null, shipping_details: shipping },
  }
}

const unsaid = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: null,
} satisfies Stripe.Checkout.Session.CustomerDetails

/** A page that asks for nothing hears the country all the same: it comes with the card. */
const detailsOf = (
  { name, phone, address, email }: Buyer,
  { asks, email: known }: Pick<Booked, 'asks' | 'email'>,
): Stripe.Checkout.Session.CustomerDetails => ({
  ...unsaid,
  email: known ?? email,
  name,
  phone,
  address: asks.billing === 'required' || asks.countries ? address : { ...nowhere, country: address.country },
})
