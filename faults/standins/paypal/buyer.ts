import type { Booked, Buyer } from './book.ts'

/** What a test may want of the buyer; `wallet`, `payer` and `shipping`: told by PayPal to the letter. */
type Wanted = Readonly<{
  given?: string
  email?: string
  country?: string
  wallet?: object
  payer?: object
  shipping?: object | null
}>

/** Who pays: Ada from Berlin unless a test says otherwise, with an address where the page asks for one. */
export function buyerOf({ asksAddress }: Booked, wanted: Wanted): Buyer {
  const { given = 'Ada', email = 'ada@example.com', country = 'DE' } = wanted
  const name = { given_name: given, surname: 'Ahrens' }
  const address = {
    address_line_1: 'Torstraße 12',
    address_line_2: 'Hinterhaus',
    admin_area_2: 'Berlin',
    postal_code: '10119',
    country_code: country,
  }
  const shipping = { name: { full_name: `${given} Ahrens` }, address }
  const phone = { country_code: '49', national_number: '3012345678' }
  return {
    wallet: {
      email_address: email,
      account_id: 'QYR5Z8XDVJNXQ',
      account_status: 'VERIFIED',
      name,
      phone_number: { national_number: phone.national_number },
      address: { country_code: country },
      ...wanted.wallet,
    },
    payer: {
      email_address: email,
      payer_id: 'QYR5Z8XDVJNXQ',
      name,
      phone: { phone_number: phone },
      address: { country_code: country },
      ...wanted.payer,
    },
    shipping: asksAddress ? (wanted.shipping === undefined ? shipping : wanted.shipping) : null,
  }
}
