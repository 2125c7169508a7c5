import { z } from 'zod'

import type { AddressPart } from '#kernel/address'
import { newId } from '#kernel/id'
import type { Address, CheckoutView } from '#modules/checkout'

export const addressParts = [
  'name',
  'organization',
  'street1',
  'street2',
  'district',
  'city',
  'region',
  'postcode',
] as const satisfies readonly AddressPart[]

/** The name of an address field in the form; those of the billing address start with `billing_`. */
export const fieldName = (prefix: '' | 'billing_', part: AddressPart | 'country') => `${prefix}${part}` as const
type FieldName = ReturnType<typeof fieldName>

/** Long enough for anything real; what does not fit its field is told beside it. */
const text = z.string().max(500).default('')
const country = z.union([z.string().regex(/^[A-Z]{2}$/), z.literal('')]).default('')

const fields = Object.fromEntries(
  (['', 'billing_'] as const).flatMap((prefix) => addressParts.map((part) => [fieldName(prefix, part), text])),
) as Record<Exclude<FieldName, 'country' | 'billing_country'>, typeof text>

/** Which button was pressed: a section's own, to come back to it, or the one that buys. */
export const sections = ['contact', 'delivery', 'shipping', 'payment'] as const

/** What a checkout form may say, and nothing else: no price, no currency, no customer comes from a browser. */
export const checkoutInput = z.strictObject({
  go: z.union([
    z.enum([...sections, 'code', 'place']),
    z.string().regex(/^(?:drop-code:.{1,64}|drop-card:[0-9a-f-]{36}|credit:[01])$/u),
  ]),
  key: z.uuid(),
  /** The total that the shopper saw, in minor units. */
  total: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  /** What was left of it to pay with money. */
  due: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
  email: text,
  phone: text,
  country,
  billing_other: z.literal('1').optional(),
  vat_id: text,
  /** Of a coupon or a gift card, not put in yet. */
  code: text,
  billing_country: country,
  ...fields,
  shipping: z.union([z.uuid(), z.literal('')]).default(''),
  payment: z.string().max(40).default(''),
  /** Of a signed-in customer: a remembered card, and whether to remember a new one. */
  saved: z.union([z.uuid(), z.literal('')]).default(''),
  save_card: z.literal('1').optional(),
  /** What the defense against card testing asked for, and the answer; '' when it asked nothing. */
  proof_challenge: z.string().max(200).default(''),
  proof_answer: z.string().max(20).default(''),
})
export type CheckoutInput = z.output<typeof checkoutInput>

/** What stands in the fields. */
export type Values = Readonly<
  Record<FieldName | 'email' | 'phone' | 'vat_id' | 'code', string> & { billing_other: boolean; key: string }
>

/** The form as it was left, or empty, with a key of its own. */
export function valuesOf(view: CheckoutView): Values {
  const shipping = view.cart.requiresShipping ? view.shippingAddress : (view.billingAddress ?? view.shippingAddress)
  const other = view.cart.requiresShipping ? view.billingAddress : null
  return {
    key: newId<'key'>(),
    email: view.email ?? '',
    phone: view.phone ?? '',
    vat_id: view.vatId ?? '',
    code: '',
    ...written('', { ...emptyAddress, ...shipping, country: view.destination.country }),
    ...written('billing_', { ...emptyAddress, country: view.destination.country, ...other }),
    billing_other: other !== null,
  }
}

const emptyAddress = Object.fromEntries(addressParts.map((part) => [part, ''])) as Record<AddressPart, string>

const written = (prefix: '' | 'billing_', address: Address) =>
  Object.fromEntries(
    [...addressParts, 'country' as const].map((part) => [fieldName(prefix, part), address[part]]),
  ) as Record<FieldName, string>

/** What was typed, to be shown again; for the next click a new key. */
export function valuesFrom(input: CheckoutInput, view: CheckoutView): Values {
  return {
    ...valuesOf(view),
    ...input,
    country: input.country || view.destination.country,
    billing_country: input.billing_country || view.destination.country,
    billing_other: input.billing_other === '1',
    key: newId<'key'>(),
  }
}

/** As much as can be understood of a form that is malformed. */
export function valuesFromRaw(raw: unknown, view: CheckoutView): Values {
  const known = valuesOf(view)
  if (typeof raw !== 'object' || raw === null) return known
  const typed = Object.entries(raw).filter(
    ([name, value]) => name in known && name !== 'key' && typeof value === 'string' && value.length <= 500,
  )
  return { ...known, ...Object.fromEntries(typed), billing_other: 'billing_other' in raw }
}
