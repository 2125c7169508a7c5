import { addressForm, type PostalAddress } from '#kernel/address'
import type { NewOrderChoices, VariantChoice } from '../../admin-api/types.ts'

/** A new order as it is filled in. */
export type Draft = Readonly<{
  marketId: string
  language: string
  lines: readonly { variant: VariantChoice; quantity: number }[]
  email: string
  address: PostalAddress
  shippingMethodId: string | null
  note: string
  days: number
}>

/** The address in another country: what is not asked for there is let go. */
export function movedTo(country: string, address: PostalAddress): PostalAddress {
  const asked = new Set<string>(addressForm(country).map(({ part }) => part))
  const kept = Object.entries(address).filter(([part]) => asked.has(part) && part !== 'region')
  return { ...noAddress, ...Object.fromEntries(kept), country }
}

/** What all parts of the form get. */
export type FormPart = Readonly<{
  choices: NewOrderChoices
  draft: Draft
  problems: Record<string, string>
  onChange: (part: Partial<Draft>) => void
}>

const noAddress = {
  name: '',
  organization: '',
  street1: '',
  street2: '',
  district: '',
  city: '',
  region: '',
  postcode: '',
}

export function emptyDraft({ markets }: NewOrderChoices): Draft {
  const [market] = markets
  return {
    marketId: market?.id ?? '',
    language: market?.languages[0] ?? 'en',
    lines: [],
    email: '',
    address: { ...noAddress, country: market?.defaultCountry ?? '' },
    shippingMethodId: null,
    note: '',
    days: 7,
  }
}

/** As the server wants it. */
export const orderOf = ({ lines, days: _days, ...draft }: Draft) => ({
  ...draft,
  lines: lines.map(({ variant, quantity }) => ({ variantId: variant.id, quantity })),
})
