import type { VariantId } from '#kernel/id'
import { allocate, money, plus, sum, times, type Currency, type Money } from '#kernel/money'
import type { TaxDisplay } from '#modules/market'
import { rateAt, taxIn, taxOn, type AppliedRate, type TaxPlace, type TaxRate } from '#modules/tax'

/** What is bought: pieces of one variant at today's price. `list` is the price before a reduction, or the same. */
export type QuotedGoods = Readonly<{
  variantId: VariantId
  quantity: number
  unit: Money
  list: Money
  taxable: boolean
  taxClass: string
}>

/** `shipping` is null when nothing is sent or no method can be chosen yet. */
export type QuoteCart = Readonly<{ lines: readonly QuotedGoods[]; shipping: Money | null }>

export type QuoteFacts = Readonly<{
  currency: Currency
  taxDisplay: TaxDisplay
  place: TaxPlace
  rates: readonly TaxRate[]
}>

export type Taxed = Readonly<{ total: Money; tax: Money; rate: AppliedRate }>
export type QuoteLine = QuotedGoods & Taxed
/** Tax of one name and rate over the whole order; `base` is the sum without it. */
export type QuoteTax = AppliedRate & Readonly<{ base: Money; tax: Money }>

export type Quote = Readonly<{
  currency: Currency
  /** True: prices contain the tax. False: it comes on top. */
  taxIncluded: boolean
  lines: readonly QuoteLine[]
  subtotal: Money
  shipping: Taxed | null
  taxes: readonly QuoteTax[]
  tax: Money
  total: Money
}>

const untaxed: AppliedRate = { name: '', ratePpm: 0 }

/**
 * What this cart costs there. Tax is reckoned once for each rate on the sum of everything it applies to, and then spread
 * over the lines, so that lines, rates and total agree to the last unit. Shipping is taxed at the destination's standard
 * rate, and its price contains tax or not as the market's prices do.
 */
export function quote({ lines, shipping }: QuoteCart, facts: QuoteFacts): Quote {
  const { currency, taxDisplay, rates, place } = facts
  const priced = [
    ...lines.map((line) => ({
      total: times(line.unit, line.quantity),
      rate: line.taxable ? rateAt(rates, place, line.taxClass) : untaxed,
    })),
    ...(shipping ? [{ total: shipping, rate: rateAt(rates, place, 'standard') }] : []),
  ]
  const { parts, taxes } = taxed(priced, facts)

  const quoted = lines.flatMap((line, index): QuoteLine[] => {
    const part = parts[index]
    return part ? [{ ...line, ...part }] : []
  })
  const shippingPart = shipping ? (parts[lines.length] ?? null) : null
  const subtotal = sum(
    quoted.map((line) => line.total),
    currency,
  )
  const tax = sum(
    taxes.map((one) => one.tax),
    currency,
  )
  const goodsAndShipping = shippingPart ? plus(subtotal, shippingPart.total) : subtotal
  const taxIncluded = taxDisplay === 'inclusive'
  return {
    currency,
    taxIncluded,
    lines: quoted,
    subtotal,
    shipping: shippingPart,
    taxes,
    tax,
    total: taxIncluded ? goodsAndShipping : plus(goodsAndShipping, tax),
  }
}

type Priced = Readonly<{ total: Money; rate: AppliedRate }>

/** The tax of every part, and the taxes by rate, the highest first. */
function taxed(priced: readonly Priced[], facts: QuoteFacts): { parts: Taxed[]; taxes: QuoteTax[] } {
  const { currency, taxDisplay } = facts
  const none = money(0, currency)
  const parts: Taxed[] = priced.map((part) => ({ ...part, tax: none }))
  const taxes: QuoteTax[] = []
  for (const [index, group] of byRate(priced)) {
    const { rate } = group[0] ?? { rate: untaxed }
    const whole = sum(
      group.map((part) => part.total),
      currency,
    )
    if (rate.ratePpm === 0 || whole.amount === 0) continue
    const tax = taxDisplay === 'inclusive' ? taxIn(whole, rate.ratePpm) : taxOn(whole, rate.ratePpm)
    const base = taxDisplay === 'inclusive' ? money(whole.amount - tax.amount, currency) : whole
    taxes.push({ ...rate, base, tax })
    const shares = allocate(
      tax,
      group.map((part) => part.total.amount),
    )
    for (const [at, position] of index.entries()) {
      const part = parts[position]
      if (part) parts[position] = { ...part, tax: shares[at] ?? none }
    }
  }
  return { parts, taxes: taxes.toSorted((a, b) => b.ratePpm - a.ratePpm) }
}

/** Parts of the same name and rate, with their positions. */
function byRate(priced: readonly Priced[]): [number[], Priced[]][] {
  const groups = new Map<string, [number[], Priced[]]>()
  for (const [position, part] of priced.entries()) {
    const key = `${part.rate.ratePpm} ${part.rate.name}`
    const group = groups.get(key) ?? [[], []]
    group[0].push(position)
    group[1].push(part)
    groups.set(key, group)
  }
  return [...groups.values()]
}
