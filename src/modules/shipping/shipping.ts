import type { ShippingMethodId } from '#kernel/id'
import { money, type Currency, type Money } from '#kernel/money'

/** How the price of a method follows the parcel: not at all, by its weight in grams, by the value of the goods. */
export type RateKind = 'flat' | 'by_weight' | 'by_value'

/** The price up to this weight or value, itself included; null is without end. */
export type ShippingRate = Readonly<{ upTo: number | null; amount: number }>

export type ShippingMethod = Readonly<{
  id: ShippingMethodId
  name: Record<string, string>
  kind: RateKind
  rates: readonly ShippingRate[]
  freeFromAmount: number | null
  minDays: number
  maxDays: number
  countries: readonly string[]
}>

/** What a market offers, in its currency. */
export type ShippingFacts = Readonly<{ currency: Currency; methods: readonly ShippingMethod[] }>

export type Parcel = Readonly<{ country: string; weightGrams: number; value: Money }>

/** What a shopper can choose from. Days are business days after the parcel is handed over. */
export type ShippingOffer = Readonly<{
  methodId: ShippingMethodId
  name: Record<string, string>
  price: Money
  freeFrom: Money | null
  minDays: number
  maxDays: number
}>

/** Every way to send this parcel there, the cheapest first, the faster of two equal ones first. */
export function offersFor({ methods, currency }: ShippingFacts, parcel: Parcel): ShippingOffer[] {
  const reachable = methods.filter((method) => method.countries.includes(parcel.country))
  const offers = reachable.flatMap((method): ShippingOffer[] => {
    const amount = priceOf(method, parcel)
    if (amount === null) return []
    const { id: methodId, name, freeFromAmount, minDays, maxDays } = method
    const freeFrom = freeFromAmount === null ? null : money(freeFromAmount, currency)
    return [{ methodId, name, price: money(amount, currency), freeFrom, minDays, maxDays }]
  })
  return offers.toSorted((a, b) => a.price.amount - b.price.amount || a.maxDays - b.maxDays)
}

/** Null when the parcel is too heavy, or worth too much, for this method. */
function priceOf({ kind, rates, freeFromAmount }: ShippingMethod, { weightGrams, value }: Parcel): number | null {
  const measure = { flat: 0, by_weight: weightGrams, by_value: value.amount }[kind]
  const rate = rates.toSorted(byLimit).find(({ upTo }) => upTo === null || measure <= upTo)
  if (!rate) return null
  return freeFromAmount !== null && value.amount >= freeFromAmount ? 0 : rate.amount
}

const byLimit = (a: ShippingRate, b: ShippingRate): number =>
  (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY)
