import { money, times, type Money } from '#kernel/money'
import type { Discount } from '#modules/promotion'
import { taxIn, taxOn, type AppliedRate } from '#modules/tax'

/** Where a line's price came from. */
export type PriceWhy = 'base' | 'list' | 'tier' | 'sale'

/**
 * One step on the way to a line's total. The amounts of all but `tax` and `rounding` add up to the total; `tax` is the tax
 * in it or on top of it, and `rounding` the part of that which comes from reckoning it once for the whole order.
 */
export type Why = Readonly<{
  kind: PriceWhy | 'promotion' | 'coupon' | 'tax' | 'reverse_charge' | 'rounding'
  /** The price list's, promotion's or tax's name, as it was. */
  label: string
  amount: Money | null
}>

type Goods = Readonly<{ quantity: number; unit: Money; base: Money; priceWhy: PriceWhy; listName: string | null }>
type Part = Readonly<{
  before: Money
  discounts: readonly Discount[]
  taxRelief: Money
  total: Money
  tax: Money
  rate: AppliedRate
}>
type Display = Readonly<{ taxIncluded: boolean }>

/** How a line came to its total. */
export function whyLine(goods: Goods, part: Part, display: Display): Why[] {
  const ordinary = times(goods.base, goods.quantity)
  const step = money(part.before.amount - ordinary.amount, ordinary.currency)
  const price: Why[] =
    goods.priceWhy === 'base' || step.amount === 0
      ? [{ kind: 'base', label: '', amount: part.before }]
      : [
          { kind: 'base', label: '', amount: ordinary },
          { kind: goods.priceWhy, label: goods.listName ?? '', amount: step },
        ]
  return [...price, ...whyAfterPrice(part, display)]
}

/** How shipping came to its total. */
export const whyShipping = (part: Part, display: Display): Why[] => [
  { kind: 'base', label: '', amount: part.before },
  ...whyAfterPrice(part, display),
]

const whyAfterPrice = (part: Part, { taxIncluded }: Display): Why[] => [
  ...part.discounts.map(({ code, name, amount }): Why => ({
    kind: code === null ? 'promotion' : 'coupon',
    label: code === null ? name : `${code}: ${name}`,
    amount: negative(amount),
  })),
  ...(part.taxRelief.amount > 0
    ? [{ kind: 'reverse_charge' as const, label: part.rate.name, amount: negative(part.taxRelief) }]
    : []),
  ...(part.rate.ratePpm > 0 ? whyTax(part, taxIncluded) : []),
]

function whyTax({ total, tax, rate }: Part, taxIncluded: boolean): Why[] {
  const alone = taxIncluded ? taxIn(total, rate.ratePpm) : taxOn(total, rate.ratePpm)
  const rounded = money(tax.amount - alone.amount, tax.currency)
  return [
    { kind: 'tax', label: `${rate.name} ${rate.ratePpm / 10_000}%`, amount: tax },
    ...(rounded.amount === 0 ? [] : [{ kind: 'rounding' as const, label: '', amount: rounded }]),
  ]
}

const negative = ({ amount, currency }: Money): Money => money(-amount, currency)
