import type { CustomerGroupId, MarketId, PriceListId, VariantId } from '#kernel/id'
import { money, type Currency, type Money } from '#kernel/money'

/** What a price list says about one variant. Amounts are minor units of the currency. */
export type PriceRow = Readonly<{
  amount: number
  compareAtAmount: number | null
  saleAmount: number | null
  saleStartsAt: Date | null
  saleEndsAt: Date | null
  currency: Currency
}>

/** A price of one list, with what the list says about when and from how many pieces on it holds. */
export type ListRow = PriceRow &
  Readonly<{
    fromQuantity: number
    /** Null: the market's ordinary prices. */
    listName: string | null
    startsAt: Date | null
    endsAt: Date | null
  }>

/** What is asked now, what was asked before (to be struck through), and when the sale is over. */
export type Price = Readonly<{ unit: Money; was: Money | null; saleEndsAt: Date | null }>

/** base: the ordinary price. sale: it, reduced for a time. tier: for so many pieces. list: of another list. */
export type PriceReason = 'base' | 'sale' | 'tier' | 'list'

export type LinePrice = Price &
  Readonly<{
    /** The market's ordinary price for one piece, without any reduction. */
    base: Money
    why: PriceReason
    /** The list that won; null for the market's ordinary prices. */
    listName: string | null
  }>

type Window = Pick<PriceRow, 'saleAmount' | 'saleStartsAt' | 'saleEndsAt'>
type Dates = Readonly<{ startsAt: Date | null; endsAt: Date | null }>

/** From its first instant to just before its last one; an open end runs on. */
const isWithin = ({ startsAt, endsAt }: Dates, now: Date): boolean =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt)

/** A sale runs from its first instant to just before its last one; an open end runs on. */
export const isOnSale = ({ saleAmount, saleStartsAt, saleEndsAt }: Window, now: Date): boolean =>
  saleAmount !== null && isWithin({ startsAt: saleStartsAt, endsAt: saleEndsAt }, now)

/** The price at this moment. An old price is only shown when it was higher. */
export function effectivePrice(row: PriceRow, now: Date): Price {
  const { amount, compareAtAmount, saleAmount, saleEndsAt, currency } = row
  const onSale = saleAmount !== null && isOnSale(row, now)
  const unit = onSale ? saleAmount : amount
  const before = onSale ? amount : compareAtAmount
  return {
    unit: money(unit, currency),
    was: before !== null && before > unit ? money(before, currency) : null,
    saleEndsAt: onSale ? saleEndsAt : null,
  }
}

/**
 * What one piece costs when so many are bought: the lowest price that is valid now, of all lists that the shopper may
 * have, sales and reached tiers included. Of equal ones the ordinary price counts, then the smaller tier. Null without
 * an ordinary price: then it is not for sale in this market.
 */
export function priceFor(
  rows: readonly ListRow[],
  { quantity, now }: Readonly<{ quantity: number; now: Date }>,
): LinePrice | null {
  const ordinary = rows.find(isOrdinary)
  if (!ordinary) return null
  let row = ordinary
  let price = effectivePrice(ordinary, now)
  for (const other of rows) {
    if (other === ordinary || other.fromQuantity > quantity || !isWithin(other, now)) continue
    const its = effectivePrice(other, now)
    const less = its.unit.amount - price.unit.amount
    if (less < 0 || (less === 0 && row !== ordinary && isBefore(other, row))) [row, price] = [other, its]
  }
  const base = money(ordinary.amount, ordinary.currency)
  return { ...price, ...reduction(row, price, base), base, why: reasonOf(row, now), listName: row.listName }
}

const isOrdinary = ({ listName, fromQuantity }: ListRow): boolean => listName === null && fromQuantity === 1

/** Keeps the answer the same however the rows are sorted. */
const isBefore = (a: ListRow, b: ListRow): boolean =>
  a.fromQuantity === b.fromQuantity ? (a.listName ?? '') < (b.listName ?? '') : a.fromQuantity < b.fromQuantity

function reasonOf(row: ListRow, now: Date): PriceReason {
  if (row.fromQuantity > 1) return 'tier'
  if (row.listName !== null) return 'list'
  return isOnSale(row, now) ? 'sale' : 'base'
}

/** A list with dates is a reduction for a time, so the ordinary price is shown struck through; a lasting one is not. */
function reduction(row: ListRow, price: Price, base: Money): Partial<Price> {
  if (row.fromQuantity > 1) return { was: null, saleEndsAt: null }
  if (row.listName === null || (row.startsAt === null && row.endsAt === null)) return {}
  return { was: base.amount > price.unit.amount ? base : price.was, saleEndsAt: price.saleEndsAt ?? row.endsAt }
}

/** From how many pieces on each costs less than before; the first is the price of one. */
export type PriceStep = Readonly<{ fromQuantity: number; unit: Money }>

/** The steps that lower the price now, for a table of volume prices. Empty when it is the same for any number. */
export function priceSteps(rows: readonly ListRow[], now: Date): PriceStep[] {
  const quantities = [...new Set(rows.map((row) => row.fromQuantity))].toSorted((a, b) => a - b)
  const steps: PriceStep[] = []
  for (const fromQuantity of quantities) {
    const unit = priceFor(rows, { quantity: fromQuantity, now })?.unit
    const last = steps.at(-1)
    if (unit && (!last || unit.amount < last.unit.amount)) steps.push({ fromQuantity, unit })
  }
  return steps.length > 1 ? steps : []
}

/** When this price changes by itself next, or null: until then a page that shows it may be kept. */
export function priceChangesAt(row: Window & Partial<Dates>, now: Date): Date | null {
  const sale = row.saleAmount === null ? [] : [row.saleStartsAt, row.saleEndsAt]
  const coming = [...sale, row.startsAt ?? null, row.endsAt ?? null].filter((at) => at !== null && at > now)
  return coming.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}

/** A named set of prices in one currency. */
export type PriceList = Readonly<{ id: PriceListId; code: string; marketId: MarketId; currency: Currency }>

/** Who looks: prices are those of a market, and of a group's lists besides. */
export type Buyer = Readonly<{ marketId: MarketId; groupId: CustomerGroupId | null }>

/** A variant's whole price in one list, in minor units of the list's currency: what is left out is taken away. */
export type PriceInput = {
  priceListId: PriceListId
  variantId: VariantId
  amount: number
  compareAtAmount?: number | null
  saleAmount?: number | null
  saleStartsAt?: Date | null
  saleEndsAt?: Date | null
}
