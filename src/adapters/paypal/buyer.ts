import { plainText } from '#kernel/plain-text'
import type { GatewayBuyer } from '#modules/payment'
import { addressOf } from './address.ts'
import { isExpress, isSentExpress } from './express.ts'
import { unitOf, type PaypalName, type PaypalOrder, type PaypalPhone } from './order.ts'

const agreed = new Set(['APPROVED', 'COMPLETED'])

/** Who bought without a checkout of ours. Null before they agree, and for orders whose buyer we know already. */
export function buyerOf(order: PaypalOrder): GatewayBuyer | null {
  if (!isExpress(order) || !agreed.has(order.status)) return null
  const { payer = {}, payment_source: { paypal: wallet = {} } = {} } = order
  // PayPal tells of the same person twice, and not always the same; `payer` is the older form.
  const forms = [wallet, payer]
  const name = forms.map((one) => nameIn(one.name)).find(Boolean) ?? ''
  return {
    email: forms.map((one) => emailIn(one.email_address)).find(Boolean) ?? '',
    phone: phoneIn(payer.phone?.phone_number) ?? phoneIn(wallet.phone_number),
    // Most often a country and nothing else.
    billing: forms.map((one) => addressOf(one.address, name)).find(Boolean) ?? null,
    shipping: isSentExpress(order) ? shippingIn(order, name) : null,
  }
}

function shippingIn(order: PaypalOrder, payer: string): GatewayBuyer['shipping'] {
  const { shipping } = unitOf(order)
  return addressOf(shipping?.address, shipping?.name?.full_name || payer)
}

/** One that is cut would be somebody else's. */
const emailIn = (email = ''): string => (email.length <= 254 ? plainText(email, 254) : '')

const nameIn = ({ given_name: given = '', surname = '' }: PaypalName = {}): string => `${given} ${surname}`.trim()

function phoneIn({ country_code: code = '', national_number: number = '' }: PaypalPhone = {}): string | null {
  if (!/^\d{1,14}$/.test(number)) return null
  return /^\d{1,3}$/.test(code) ? `+${code}${number}` : number
}
