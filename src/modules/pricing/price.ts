import type { MarketId, PriceListId, VariantId } from '#kernel/id'
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

/** What is asked now, what was asked before (to be struck through), and when the sale is over. */
export type Price = Readonly<{ unit: Money; was: Money | null; saleEndsAt: Date | null }>

type Window = Pick<PriceRow, 'saleAmount' | 'saleStartsAt' | 'saleEndsAt'>

/** A sale runs from its first instant to just before its last one; an open end runs on. */
export const isOnSale = ({ saleAmount, saleStartsAt, saleEndsAt }: Window, now: Date): boolean =>
  saleAmount !== null && (saleStartsAt === null || saleStartsAt <= now) && (saleEndsAt === null || now < saleEndsAt)

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

/** When this price changes by itself next, or null: until then a page that shows it may be kept. */
export function priceChangesAt({ saleAmount, saleStartsAt, saleEndsAt }: Window, now: Date): Date | null {
  if (saleAmount === null) return null
  if (saleStartsAt !== null && saleStartsAt > now) return saleStartsAt
  return saleEndsAt !== null && saleEndsAt > now ? saleEndsAt : null
}

/** A named set of prices in one currency. */
export type PriceList = Readonly<{ id: PriceListId; code: string; marketId: MarketId; currency: Currency }>

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
