import { sql } from 'kysely'

import type { MarketId, PriceListId, ProductId, VariantId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { PriceInput, PriceList } from './price.ts'

/** The market's currency, or null when there is no such market. */
export async function lockMarketRow(tx: Tx, id: MarketId): Promise<string | null> {
  const row = await tx.selectFrom('markets').select('currency').where('id', '=', id).forUpdate().executeTakeFirst()
  return row?.currency ?? null
}

export async function insertPriceList(tx: Tx, { id, code, marketId, currency }: PriceList): Promise<boolean> {
  const inserted = await tx
    .insertInto('price_lists')
    .values({ id, code, market_id: marketId, currency, is_base: true })
    .onConflict((same) => same.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

const upsert = prepared<{ productId: ProductId }>(
  'upsert_prices',
  `with changed as (
    insert into prices as p (price_list_id, variant_id, amount, compare_at_amount, sale_amount, sale_starts_at, sale_ends_at)
    select price_list_id, variant_id, amount, compare_at_amount, sale_amount, sale_starts_at, sale_ends_at
    from jsonb_populate_recordset(null::prices, $1::jsonb)
    order by variant_id, price_list_id
    on conflict (price_list_id, variant_id, from_quantity) do update set
      amount = excluded.amount, compare_at_amount = excluded.compare_at_amount, sale_amount = excluded.sale_amount,
      sale_starts_at = excluded.sale_starts_at, sale_ends_at = excluded.sale_ends_at
    where (p.amount, p.compare_at_amount, p.sale_amount, p.sale_starts_at, p.sale_ends_at) is distinct from
      (excluded.amount, excluded.compare_at_amount, excluded.sale_amount, excluded.sale_starts_at, excluded.sale_ends_at)
    returning p.price_list_id, p.variant_id, p.amount, p.sale_amount
  ), history as (
    insert into price_history (price_list_id, variant_id, amount, sale_amount)
    select price_list_id, variant_id, amount, sale_amount from changed
  )
  select distinct product_id as "productId" from changed join variants on variants.id = changed.variant_id`,
)

/**
 * Writes the prices that differ and one line of history for each, in one statement, and answers their products. Rows
 * are taken in the order of variant and list, so that two writers never wait for each other in a circle.
 */
export async function upsertPrices(tx: Tx, prices: readonly PriceInput[]): Promise<ProductId[]> {
  const rows = prices.map((price) => ({
    price_list_id: price.priceListId,
    variant_id: price.variantId,
    amount: price.amount,
    compare_at_amount: price.compareAtAmount ?? null,
    sale_amount: price.saleAmount ?? null,
    sale_starts_at: price.saleStartsAt ?? null,
    sale_ends_at: price.saleEndsAt ?? null,
  }))
  const changed = await upsert(tx, [JSON.stringify(rows)])
  return changed.map(({ productId }) => productId)
}

export async function deletePrices(
  tx: Tx,
  listId: PriceListId,
  variantIds: readonly VariantId[],
): Promise<ProductId[]> {
  const { rows } = await sql<{ product_id: ProductId }>`
    with gone as (
      delete from prices where price_list_id = ${listId} and variant_id = any(${[...variantIds]}::uuid[])
      returning variant_id
    )
    select distinct product_id from gone join variants on variants.id = gone.variant_id`.execute(tx)
  return rows.map((row) => row.product_id)
}
