import { sql } from 'kysely'

import type { MarketId, PriceListId, ProductId, VariantId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import { effectivePrice, type Price, type PriceRow } from './price.ts'

/** What these variants cost in this market now. A variant without a price there is not in the answer: not for sale. */
export async function pricesOf(
  db: Db | Tx,
  variantIds: readonly VariantId[],
  marketId: MarketId,
  now: Date,
): Promise<Map<VariantId, Price>> {
  if (variantIds.length === 0) return new Map()
  const { rows } = await sql<PriceRow & { variantId: VariantId }>`
    select p.variant_id as "variantId", p.amount, p.compare_at_amount as "compareAtAmount",
      p.sale_amount as "saleAmount", p.sale_starts_at as "saleStartsAt", p.sale_ends_at as "saleEndsAt",
      l.currency::text as currency
    from prices p join price_lists l on l.id = p.price_list_id
    where l.market_id = ${marketId} and p.from_quantity = 1 and p.variant_id = any(${[...variantIds]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.variantId, effectivePrice(row, now)]))
}

export type ListedPrice = PriceRow & Readonly<{ priceListId: PriceListId; variantId: VariantId }>

/** All prices of a product in all lists, as staff edit them and an export writes them. */
export async function readPricesOfProducts(db: Db | Tx, productIds: readonly ProductId[]): Promise<ListedPrice[]> {
  if (productIds.length === 0) return []
  const rows = await db
    .selectFrom('prices as p')
    .innerJoin('variants as v', 'v.id', 'p.variant_id')
    .innerJoin('price_lists as l', 'l.id', 'p.price_list_id')
    .select(['p.price_list_id as priceListId', 'p.variant_id as variantId', 'p.amount', 'l.currency'])
    .select(['p.compare_at_amount as compareAtAmount', 'p.sale_amount as saleAmount'])
    .select(['p.sale_starts_at as saleStartsAt', 'p.sale_ends_at as saleEndsAt'])
    .where('v.product_id', 'in', [...productIds])
    .where('p.from_quantity', '=', 1)
    .orderBy('v.product_id')
    .orderBy('v.position')
    .execute()
  return rows.map((row) => ({
    ...row,
    priceListId: row.priceListId as PriceListId,
    variantId: row.variantId as VariantId,
    currency: currencyOf(row.currency),
  }))
}

/** When any price changes by itself next, or null. A kept page that shows prices is good until then. */
export async function nextPriceChange(db: Db | Tx, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(sale_starts_at) from prices where sale_starts_at > ${now}),
      (select min(sale_ends_at) from prices where sale_ends_at > ${now})
    ) as at`.execute(db)
  return rows[0]?.at ?? null
}

export type PastPrice = Readonly<{ priceListId: PriceListId; amount: number; saleAmount: number | null; at: Date }>

/** Every price a variant was given, the newest first. Nothing is ever removed from it. */
export async function readPriceHistory(db: Db | Tx, variantId: VariantId): Promise<PastPrice[]> {
  const rows = await db
    .selectFrom('price_history')
    .select(['price_list_id', 'amount', 'sale_amount', 'at'])
    .where('variant_id', '=', variantId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ price_list_id, amount, sale_amount, at }) => ({
    priceListId: price_list_id as PriceListId,
    amount,
    saleAmount: sale_amount,
    at,
  }))
}
