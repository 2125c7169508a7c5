import { allocate, money, sum, type Currency, type Money } from '#kernel/money'
import { taxIn, taxOn, type AppliedRate } from '#modules/tax'

export type Taxed = Readonly<{ total: Money; tax: Money; rate: AppliedRate }>
/** Tax of one name and rate over the whole order; `base` is the sum without it. */
export type QuoteTax = AppliedRate & Readonly<{ base: Money; tax: Money }>

type Priced = Readonly<{ before: Money; discount: Money; rate: AppliedRate }>
type Terms = Readonly<{ currency: Currency; taxIncluded: boolean; reverseCharge: boolean }>

/**
 * The tax of every part, and the taxes by rate, the highest first. Where the buyer owes the tax, a price that contains it
 * becomes lower by just that, which is the part's relief, and there is no tax.
 */
export function taxed<Part extends Priced>(
  priced: readonly Part[],
  terms: Terms,
): { parts: (Part & Taxed & { taxRelief: Money })[]; taxes: QuoteTax[] } {
  const { currency, taxIncluded, reverseCharge } = terms
  const none = money(0, currency)
  const parts = priced.map((part) => ({
    ...part,
    total: without(part.before, part.discount),
    tax: none,
    taxRelief: none,
  }))
  const taxes: QuoteTax[] = []
  for (const [rate, group] of byRate(parts)) {
    const whole = sum(
      group.map((part) => part.total),
      currency,
    )
    if (rate.ratePpm === 0 || whole.amount === 0) continue
    const tax = taxIncluded ? taxIn(whole, rate.ratePpm) : taxOn(whole, rate.ratePpm)
    const shares = allocate(
      tax,
      group.map((part) => part.total.amount),
    )
    for (const [at, part] of group.entries()) {
      const share = shares[at] ?? none
      Object.assign(part, reverseCharge ? reliefOf(part.total, share, taxIncluded) : { tax: share })
    }
    if (!reverseCharge) taxes.push({ ...rate, base: taxIncluded ? without(whole, tax) : whole, tax })
  }
  const rated = reverseCharge ? parts.map((part) => ({ ...part, rate: { ...part.rate, ratePpm: 0 } })) : parts
  return { parts: rated, taxes: taxes.toSorted((a, b) => b.ratePpm - a.ratePpm) }
}

const without = (whole: Money, part: Money): Money => money(whole.amount - part.amount, whole.currency)

const reliefOf = (total: Money, share: Money, taxIncluded: boolean) =>
  taxIncluded ? { total: without(total, share), taxRelief: share } : {}

/** Parts of the same name and rate. */
function byRate<Part extends Priced>(priced: readonly Part[]): [AppliedRate, Part[]][] {
  const groups = new Map<string, [AppliedRate, Part[]]>()
  for (const part of priced) {
    const key = `${part.rate.ratePpm} ${part.rate.name}`
    const group = groups.get(key)
    if (group) group[1].push(part)
    else groups.set(key, [part.rate, [part]])
  }
  return [...groups.values()]
}
