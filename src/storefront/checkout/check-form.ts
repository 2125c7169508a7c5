import { addressForm, checkAddress, tidiedAddress, type AddressProblem, type PostalAddress } from '#kernel/address'
import type { ShippingMethodId } from '#kernel/id'
import type { CartView } from '#modules/cart'
import type { CheckoutParts } from '#modules/checkout'
import { isEmail } from '#modules/customer'
import { readVatId } from '#modules/tax'
import { addressParts, fieldName, type CheckoutInput } from './form.ts'
import type { CheckoutWords } from './messages.ts'

/** What is wrong with a field, in words. */
export type FieldProblem = Readonly<{ field: string; message: string }>

/** What a form's fields depend on. */
export type Filled = Pick<CartView, 'id' | 'requiresShipping' | 'defaultCountry' | 'countries'>

type Prefix = '' | 'billing_'

/** What the form says, as it is kept: also what is not good yet, so that nothing typed is lost. */
export function partsOf(input: CheckoutInput, cart: Filled): CheckoutParts {
  const main = addressIn(input, '', cart)
  const other = input.billing_other === '1' ? addressIn(input, 'billing_', cart) : null
  return {
    email: input.email.trim().slice(0, 254) || null,
    phone: input.phone.trim().slice(0, 40) || null,
    country: main.country,
    shippingAddress: cart.requiresShipping && main.country !== '' ? main : null,
    billingAddress: cart.requiresShipping ? other : main,
    vatId: readVatId(input.vat_id)?.id ?? null,
    ...(input.shipping === '' ? {} : { shippingMethodId: input.shipping as ShippingMethodId }),
    ...(input.payment === '' ? {} : { paymentMethod: input.payment }),
  }
}

const typedIn = (input: CheckoutInput, prefix: Prefix) =>
  Object.fromEntries(addressParts.map((part) => [part, input[fieldName(prefix, part)]]))

function addressIn(input: CheckoutInput, prefix: Prefix, cart: Filled): PostalAddress {
  const country = countryIn(input, prefix, cart)
  const { postcode, ...tidied } = tidiedAddress(country, typedIn(input, prefix))
  const kept = Object.fromEntries(Object.entries(tidied).map(([part, value]) => [part, value.slice(0, 200)]))
  return { ...tidied, ...kept, postcode: postcode.slice(0, 20), country }
}

const countryIn = (input: CheckoutInput, prefix: Prefix, cart: Filled): string =>
  input[`${prefix}country`] || cart.defaultCountry

/** Everything that keeps this form from becoming an order. */
export function problemsIn(input: CheckoutInput, cart: Filled, words: CheckoutWords): FieldProblem[] {
  return [
    ...contactProblems(input, words),
    ...(cart.requiresShipping && !cart.countries.includes(countryIn(input, '', cart))
      ? [{ field: 'country', message: words.wrong.country }]
      : []),
    ...addressProblems(input, '', cart, words),
    ...(input.billing_other === '1' && cart.requiresShipping ? addressProblems(input, 'billing_', cart, words) : []),
  ]
}

function contactProblems({ email, phone }: CheckoutInput, { wrong }: CheckoutWords): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (email.trim() === '') problems.push({ field: 'email', message: wrong.email_required })
  else if (!isEmail(email.trim())) problems.push({ field: 'email', message: wrong.email })
  if (phone.trim() !== '' && !/^\+?[\d\s()/.-]{5,40}$/.test(phone.trim()))
    problems.push({ field: 'phone', message: wrong.phone })
  return problems
}

function addressProblems(input: CheckoutInput, prefix: Prefix, cart: Filled, words: CheckoutWords): FieldProblem[] {
  const country = countryIn(input, prefix, cart)
  const checked = checkAddress(country, typedIn(input, prefix))
  if (checked.ok) return []
  const form = addressForm(country)
  return checked.refusal.problems.map((problem) => {
    const field = form.find(({ part }) => part === problem.part)
    const message = explain(
      problem,
      { label: words.labels[field?.label ?? 'name'], example: field?.example ?? '' },
      words,
    )
    return { field: fieldName(prefix, problem.part), message }
  })
}

type Said = Readonly<{ label: string; example: string }>

function explain({ code }: AddressProblem, { label, example }: Said, { wrong }: CheckoutWords): string {
  if (code === 'postcode') return wrong.postcode(example)
  return code === 'required' ? wrong.required(label) : code === 'region' ? wrong.region(label) : wrong.too_long(label)
}
