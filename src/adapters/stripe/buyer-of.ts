import type { Stripe } from 'stripe'

import { plainText } from '#kernel/plain-text'
import type { GatewayAddress, GatewayBuyer } from '#modules/payment'

/** As long as a checkout of ours lets them be. */
const LONGEST = { text: 200, postcode: 20, phone: 40, email: 254 }

/** Who bought, once the page is done with; null for a page that was not to ask (`create` says which is). */
export function buyerOf(session: Stripe.Checkout.Session): GatewayBuyer | null {
  const { status, customer_details: payer, shipping_address_collection: isSent } = session
  if (status !== 'complete' || !payer) return null
  if (!isSent && session.billing_address_collection !== 'required') return null
  const shipping = isSent ? shippingOf(session) : null
  const billing = addressOf(payer.name, payer.address)
  return {
    email: emailOf(payer.email),
    phone: plainText(payer.phone ?? '', LONGEST.phone) || null,
    // Where something is sent, Stripe may have heard no more of it than the bank wanted: no invoice can go there.
    billing: shipping && billing?.street1 === '' ? null : billing,
    shipping,
  }
}

function shippingOf({ collected_information: said }: Stripe.Checkout.Session): GatewayAddress | null {
  const to = said?.shipping_details
  return to ? addressOf(to.name, to.address) : null
}

/** Not cut: a part of an address is somebody else's. */
function emailOf(given: string | null): string {
  const email = plainText(given ?? '', LONGEST.email + 1)
  return email.length > LONGEST.email ? '' : email
}

function addressOf(name: string | null, address: Stripe.Address | null): GatewayAddress | null {
  const country = address?.country ?? ''
  if (!address || !/^[A-Z]{2}$/.test(country)) return null
  const text = (given: string | null) => plainText(given ?? '', LONGEST.text)
  return {
    name: text(name),
    organization: '',
    street1: text(address.line1),
    street2: text(address.line2),
    city: text(address.city),
    region: text(address.state),
    postcode: plainText(address.postal_code ?? '', LONGEST.postcode),
    country,
  }
}
