import type { CategoryId, CollectionId, ProductId, VariantId } from '#kernel/id'
import { money, plus, sum, times, type Currency, type Money } from '#kernel/money'
import type { TaxDisplay } from '#modules/market'
import {
  applyPromotions,
  type CodeResult,
  type Discount,
  type Promotion,
  type PromotionCart,
  type PromotionFacts,
} from '#modules/promotion'
import { tendersFor, type Tender, type ValueFacts } from '#modules/stored-value'
import { rateAt, untaxed, type AppliedRate, type TaxPlace, type TaxRate } from '#modules/tax'
import { taxed, type QuoteTax, type Taxed } from './quote-tax.ts'
import { whyLine, whyShipping, type PriceWhy, type Why } from './quote-why.ts'

/**
 * What is bought: pieces of one variant at today's price. `base` is the market's ordinary price for one, `list` the price
 * before a reduction (or the same), `categoryIds` are the product's categories with all above them.
 */
export type QuotedGoods = Readonly<{
  variantId: VariantId
  productId: ProductId
  categoryIds: readonly CategoryId[]
  collectionIds: readonly CollectionId[]
  quantity: number
  unit: Money
  list: Money
  base: Money
  priceWhy: PriceWhy
  /** The price list's name where one gave the price. */
  listName: string | null
  taxable: boolean
  taxClass: string
  giftCard: boolean
}>

/** `shipping` is null when nothing is sent or no method can be chosen yet. */
export type QuoteCart = Readonly<{ lines: readonly QuotedGoods[]; shipping: Money | null }>

export type QuoteFacts = Readonly<{
  currency: Currency
  taxDisplay: TaxDisplay
  place: TaxPlace
  rates: readonly TaxRate[]
  /** The buyer owes the tax: an asked and answered VAT ID of another country of the Union. */
  reverseCharge: boolean
  /** What the shop offers here and now; codes among the facts decide which coupons count. */
  offers: readonly Promotion[]
  promotion: PromotionFacts
  /** Gift cards and store credit that this cart may use. */
  value: ValueFacts
}>

type Reduced = Readonly<{
  before: Money
  discounts: readonly Discount[]
  discount: Money
  /** The tax that a price contains and this buyer does not pay. */
  taxRelief: Money
  why: readonly Why[]
}>

/** `total` = before − discount − relief; with prices without tax, `tax` comes on top of it. */
export type QuoteLine = QuotedGoods & Reduced & Taxed
export type QuoteShipping = Reduced & Taxed

export type Quote = Readonly<{
  currency: Currency
  /** True: prices contain the tax. False: it comes on top. */
  taxIncluded: boolean
  reverseCharge: boolean
  lines: readonly QuoteLine[]
  /** All goods before discounts. */
  subtotal: Money
  /** Everything that promotions took off, of goods and shipping. */
  discount: Money
  /** The same by promotion and code. */
  discounts: readonly Discount[]
  taxRelief: Money
  shipping: QuoteShipping | null
  taxes: readonly QuoteTax[]
  tax: Money
  total: Money
  /** What became of each code that was typed. */
  codes: readonly CodeResult[]
  /** What gift cards and store credit pay. */
  tenders: readonly Tender[]
  /** What is left for a gateway: the total without the tenders. */
  due: Money
}>

/**
 * What this cart costs there. First promotions, then tax, then what gift cards pay. Tax is reckoned once for each rate on
 * the sum of everything it applies to, after discounts, and then spread over the lines, so that lines, rates and total
 * agree to the last unit. Shipping is taxed at the destination's standard rate, and its price contains tax or not as the
 * market's prices do. Gift cards bear no tax when they are sold; they are never discounted, and never bought with
 * stored value.
 */
export function quote(cart: QuoteCart, facts: QuoteFacts): Quote {
  const { currency, taxDisplay } = facts
  const taxIncluded = taxDisplay === 'inclusive'
  const promoted = applyPromotions(promotionCart(cart, currency), facts.offers, facts.promotion)
  const reduced = [
    ...cart.lines.map((line, index) => ({
      ...withDiscounts(times(line.unit, line.quantity), promoted.lines[index]?.discounts ?? []),
      rate: rateOf(line, facts),
    })),
    ...(cart.shipping
      ? [{ ...withDiscounts(cart.shipping, promoted.shippingDiscounts), rate: rateOfShipping(facts) }]
      : []),
  ]
  const { parts, taxes } = taxed(reduced, { currency, taxIncluded, reverseCharge: facts.reverseCharge })

  const lines = cart.lines.flatMap((line, index): QuoteLine[] => {
    const part = parts[index]
    return part ? [{ ...line, ...part, why: whyLine(line, part, { taxIncluded }) }] : []
  })
  const last = cart.shipping ? parts[cart.lines.length] : undefined
  const shipping = last ? { ...last, why: whyShipping(last, { taxIncluded }) } : null

  const all = shipping ? [...lines, shipping] : lines
  const sumOf = (of: (part: Reduced & Taxed) => Money): Money => sum(all.map(of), currency)
  const tax = sumOf((part) => part.tax)
  const net = sumOf((part) => part.total)
  const total = taxIncluded ? net : plus(net, tax)
  const tenders = tendersFor(total, valueFor(cart.lines, facts.value))
  const paid = tenders.reduce((sofar, tender) => sofar + tender.amount.amount, 0)
  const discounts = all.flatMap((part) => part.discounts)
  return {
    currency,
    taxIncluded,
    reverseCharge: facts.reverseCharge,
    lines,
    subtotal: sum(
      lines.map((line) => line.before),
      currency,
    ),
    discount: sumOf((part) => part.discount),
    discounts: summedUp(discounts),
    taxRelief: sumOf((part) => part.taxRelief),
    shipping,
    taxes,
    tax,
    total,
    codes: promoted.codes,
    tenders,
    due: money(total.amount - paid, currency),
  }
}

const promotionCart = ({ lines, shipping }: QuoteCart, currency: Currency): PromotionCart => ({
  currency,
  lines: lines.map((line) => ({ ...line, total: times(line.unit, line.quantity) })),
  shipping,
})

/** @throws RangeError when more is taken off than there is: the promotions must see to that. */
function withDiscounts(before: Money, discounts: readonly Discount[]) {
  const discount = sum(
    discounts.map((one) => one.amount),
    before.currency,
  )
  if (discount.amount > before.amount) throw new RangeError(`${discount.amount} off ${before.amount}`)
  return { before, discounts, discount }
}

const rateOf = (line: QuotedGoods, { rates, place }: QuoteFacts): AppliedRate =>
  line.taxable && !line.giftCard ? rateAt(rates, place, line.taxClass) : untaxed

const rateOfShipping = ({ rates, place }: QuoteFacts): AppliedRate => rateAt(rates, place, 'standard')

/** Money in a gift card does not become another gift card. */
const valueFor = (lines: readonly QuotedGoods[], value: ValueFacts): ValueFacts =>
  lines.some((line) => line.giftCard) ? { ...value, blocked: true } : value

/** One discount for each promotion and code, in the order in which they were given. */
export function summedUp(discounts: readonly Discount[]): Discount[] {
  const sums = new Map<string, Discount>()
  for (const discount of discounts) {
    const key = `${discount.promotionId} ${discount.couponId ?? ''}`
    const known = sums.get(key)
    sums.set(key, known ? { ...known, amount: plus(known.amount, discount.amount) } : discount)
  }
  return [...sums.values()]
}
