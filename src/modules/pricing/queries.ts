import { sql } from 'kysely'

import type { PriceListId, ProductId, VariantId } from '#kernel/id'
import { currencyOf } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import { priceFor, type Buyer, type LinePrice, type PriceRow } from './price.ts'
import { listRowsOf, priceRowsSql, type PriceRowJson } from './price-rows.ts'

/** What one piece of these variants costs a buyer now. What is not in the answer is not for sale in the market. */
export async function pricesOf(
  db: Db | Tx,
  variantIds: readonly VariantId[],
  { marketId, groupId, now }: Buyer & Readonly<{ now: Date }>,
): Promise<Map<VariantId, LinePrice>> {
  const { rows } = await sql<{ id: VariantId; prices: PriceRowJson[] | null }>`
    select v.id, ${priceRowsSql({ variantId: sql.ref('v.id'), marketId: sql`${marketId}`, groupId: sql`${groupId}` })} as prices
    from unnest(${[...variantIds]}::uuid[]) as v(id)`.execute(db)
  return new Map(
    rows.flatMap(({ id, prices }) => {
      const price = priceFor(listRowsOf(prices), { quantity: 1, now })
      return price ? [[id, price] as const] : []
    }),
  )
}

export type ListedPrice = PriceRow & Readonly<{ priceListId: PriceListId; variantId: VariantId }>

/** The ordinary prices of products in every market, as staff edit them and an export writes them. */
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
    .where('l.is_base', '=', true)
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
      (select min(sale_ends_at) from prices where sale_ends_at > ${now}),
      (select min(starts_at) from price_lists where active and starts_at > ${now}),
      (select min(ends_at) from price_lists where active and ends_at > ${now})
    ) as at`.execute(db)
  return rows[0]?.at ?? null
}

/** `amount` null: from then on there was no such price. */
export type PastPrice = Readonly<{
  priceListId: PriceListId
  fromQuantity: number
  amount: number | null
  saleAmount: number | null
  at: Date
}>

/** Every price a variant was given, the newest first. Nothing is ever removed from it. */
export async function readPriceHistory(db: Db | Tx, variantId: VariantId): Promise<PastPrice[]> {
  const rows = await db
    .selectFrom('price_history')
    .select(['price_list_id', 'from_quantity', 'amount', 'sale_amount', 'at'])
    .where('variant_id', '=', variantId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ price_list_id, from_quantity, amount, sale_amount, at }) => ({
    priceListId: price_list_id as PriceListId,
    fromQuantity: from_quantity,
    amount,
    saleAmount: sale_amount,
    at,
  }))
}
