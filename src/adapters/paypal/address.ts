import { plainText } from '#kernel/plain-text'
import type { GatewayAddress } from '#modules/payment'
import type { PaypalAddress } from './order.ts'

/** As our own addresses are; what PayPal did not ask for is ''. Null without a country, which is no address. */
export function addressOf(address: PaypalAddress | undefined, name: string): GatewayAddress | null {
  const country = countryIn(address?.country_code)
  if (!address || !country) return null
  return {
    name: plainText(name, 200),
    organization: '',
    street1: plainText(address.address_line_1 ?? '', 200),
    street2: plainText(address.address_line_2 ?? '', 200),
    city: plainText(address.admin_area_2 ?? '', 200),
    region: plainText(address.admin_area_1 ?? '', 200),
    postcode: plainText(address.postal_code ?? '', 20),
    country,
  }
}

/** PayPal has a second code for China. Source: its description of `country_code` (Orders v2). */
function countryIn(code = ''): string | null {
  if (code === 'C2') return 'CN'
  return /^[A-Z]{2}$/.test(code) ? code : null
}
