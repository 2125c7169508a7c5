import { portion, type Money } from '#kernel/money'

/**
 * Kinds of goods. `reduced` is a country's ordinary reduced rate, `reduced_high` its second one, `super_reduced` the
 * one below 5 % that some kept, `zero` goods that nobody taxes. Which goods are which is the merchant's to know.
 */
export const taxClasses = ['standard', 'reduced', 'reduced_high', 'super_reduced', 'zero'] as const
export type TaxClass = (typeof taxClasses)[number]

export type TaxRate = Readonly<{
  country: string
  /** A state's code; '' is the whole country. */
  region: string
  /** A regular expression over the whole postcode without spaces and dashes; '' is everywhere. */
  postcodePattern: string
  taxClass: string
  startsOn: string
  name: string
  ratePpm: number
}>

export type TaxPlace = Readonly<{ country: string; region: string; postcode: string }>

/** What to charge there, and how the shopper knows it. Parts per million: 19 % is 190000. */
export type AppliedRate = Readonly<{ name: string; ratePpm: number }>

/** No tax at all. */
export const untaxed: AppliedRate = { name: '', ratePpm: 0 }

/**
 * The rate for goods of a class at a place. Where a country lacks the class, its next higher one counts: we never
 * charge too little by guessing. Where we know no rate at all, there is no tax.
 */
export function rateAt(rates: readonly TaxRate[], place: TaxPlace, taxClass: string): AppliedRate {
  const here = rates.filter((rate) => rate.country === place.country && ['', place.region].includes(rate.region))
  const country = here.filter((rate) => rate.postcodePattern === '')
  const ordinary = ofClass(country, taxClass)
  if (!ordinary) return untaxed
  if (taxClass === 'zero') return { name: ordinary.name, ratePpm: 0 }

  const special = here.filter((rate) => rate.postcodePattern !== '' && covers(rate, place.postcode))
  const exact = special.find((rate) => rate.taxClass === taxClass)
  const standard = special.find((rate) => rate.taxClass === 'standard')
  if (exact) return applied(exact)
  // Such a place is known by its standard rate only: what is cheaper than that in the country stays so.
  if (standard) return { name: standard.name, ratePpm: Math.min(standard.ratePpm, ordinary.ratePpm) }
  return applied(ordinary)
}

const applied = ({ name, ratePpm }: TaxRate): AppliedRate => ({ name, ratePpm })

/** Which class stands in for one that a country does not have. */
const nextBest: Record<string, string> = { super_reduced: 'reduced', reduced_high: 'reduced', reduced: 'standard' }

function ofClass(rates: readonly TaxRate[], taxClass: string): TaxRate | undefined {
  const found = rates.filter((rate) => rate.taxClass === taxClass)
  const [best] = found.toSorted((a, b) => b.region.length - a.region.length)
  if (best || taxClass === 'standard') return best
  return ofClass(rates, nextBest[taxClass] ?? 'standard')
}

function covers({ postcodePattern }: TaxRate, postcode: string): boolean {
  const plain = postcode.replaceAll(/[\s-]/g, '').toUpperCase()
  return wholePostcode(postcodePattern).test(plain)
}

/** @throws SyntaxError for a pattern that is none. */
export const wholePostcode = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)

/** The tax that is contained in a price with tax. */
export const taxIn = (gross: Money, ratePpm: number): Money => portion(gross, ratePpm, 1_000_000 + ratePpm)

/** The tax that comes on top of a price without. */
export const taxOn = (net: Money, ratePpm: number): Money => portion(net, ratePpm, 1_000_000)
