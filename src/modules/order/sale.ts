import { type Currency, money, portion } from '#kernel/money'
import type { Mode, Sale, TaxShare } from '#modules/ledger'

type Taxed = Readonly<{ total: number; tax: number }>

/** What was agreed, in minor units, as far as the books must know it. */
export type SaleFacts = Readonly<{
  orderId: string
  currency: Currency
  taxIncluded: boolean
  /** `total` after discounts and relief. */
  lines: readonly (Taxed & { discount: number; taxRelief: number; giftCard: boolean })[]
  shipping: Taxed
  taxes: readonly Readonly<{ country: string; region: string; ratePpm: number; base: number; tax: number }>[]
  total: number
}>

/** States tax by themselves in these countries; elsewhere the country does. */
const taxedByState = new Set(['US', 'CA'])

/** Whose a tax is: 'DE', 'US-CA'. */
export const jurisdictionOf = ({ country, region }: { country: string; region: string }): string =>
  region !== '' && taxedByState.has(country) ? `${country}-${region}` : country

/** What is sold, without tax: goods before their discounts, discounts, shipping; then the taxes by whose they are. */
export function saleOf(facts: SaleFacts, { mode, at }: { mode: Mode; at: Date }): Sale {
  const goods = facts.lines.filter((line) => !line.giftCard)
  const discount = goods.reduce((all, line) => all + discountNet(line, facts), 0)
  const giftCardsSold = facts.lines.filter((line) => line.giftCard).reduce((all, { total }) => all + total, 0)
  return {
    orderId: facts.orderId,
    currency: facts.currency,
    goods: goods.reduce((all, line) => all + netOf(line, facts), discount),
    discount,
    shipping: netOf(facts.shipping, facts),
    giftCardsSold,
    taxes: taxesOf(facts),
    total: facts.total,
    mode,
    at,
  }
}

export const netOf = ({ total, tax }: Taxed, { taxIncluded }: { taxIncluded: boolean }): number =>
  taxIncluded ? total - tax : total

/** The discount as it would be in prices without tax. */
function discountNet(line: SaleFacts['lines'][number], facts: SaleFacts): number {
  const gross = line.total + line.taxRelief
  if (line.discount === 0 || gross === 0) return line.discount
  return portion(money(line.discount, facts.currency), netOf(line, facts), gross).amount
}

function taxesOf({ taxes }: SaleFacts): TaxShare[] {
  const keyed = Map.groupBy(taxes, (tax) => `${jurisdictionOf(tax)} ${tax.ratePpm}`)
  return [...keyed.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const amount = same.reduce((all, { tax }) => all + tax, 0)
    const base = same.reduce((all, one) => all + one.base, 0)
    return amount === 0 ? [] : [{ jurisdiction: jurisdictionOf(first), amount, ratePpm: first.ratePpm, base }]
  })
}
