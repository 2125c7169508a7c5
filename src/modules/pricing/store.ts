import { sql } from 'kysely'

import type { CustomerGroupId, MarketId, PriceListId, ProductId, VariantId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
import type { PriceInput, PriceList } from './price.ts'
import type { TiersOf } from './set-list-prices.ts'

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

type ListRow = Readonly<{
  name: string
  groupId: CustomerGroupId | null
  startsAt: Date | null
  endsAt: Date | null
  active: boolean
}>

const columnsOf = ({ name, groupId, startsAt, endsAt, active }: ListRow) => ({
  name: name.trim(),
  group_id: groupId,
  starts_at: startsAt,
  ends_at: endsAt,
  active,
})

type ExtraList = ListRow & Omit<PriceList, 'code'>

/** Nobody types the code of a list that is not a market's ordinary one, so its id serves. */
export async function insertExtraList(tx: Tx, { id, marketId, currency, ...row }: ExtraList): Promise<void> {
  await tx
    .insertInto('price_lists')
    .values({ id, code: id, market_id: marketId, currency, ...columnsOf(row) })
    .execute()
}

/** False when somebody else has changed the list since `version` was read. */
export async function updateList(tx: Tx, id: PriceListId, row: ListRow & { version: number }): Promise<boolean> {
  const updated = await tx
    .updateTable('price_lists')
    .set({ ...columnsOf(row), version: row.version + 1 })
    .where('id', '=', id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** As `updateList`, for a change of its prices. */
export async function bumpList(tx: Tx, id: PriceListId, version: number): Promise<boolean> {
  const updated = await tx
    .updateTable('price_lists')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

export async function productsIn(tx: Tx, id: PriceListId): Promise<ProductId[]> {
  const rows = await tx
    .selectFrom('prices')
    .innerJoin('variants', 'variants.id', 'prices.variant_id')
    .select('variants.product_id')
    .distinct()
    .where('price_list_id', '=', id)
    .execute()
  return rows.map((row) => row.product_id as ProductId)
}

/** Writes the tiers that differ, takes away those that are not named any more, and keeps the history of both. */
export async function replaceTiers(tx: Tx, id: PriceListId, all: readonly TiersOf[]): Promise<ProductId[]> {
  const variantIds = all.map(({ variantId }) => variantId)
  const rows = all.flatMap(({ variantId, tiers }) =>
    tiers.map(({ fromQuantity, amount }) => ({ variant_id: variantId, from_quantity: fromQuantity, amount })),
  )
  const { rows: changed } = await sql<{ product_id: ProductId }>`
    with wanted as (
      select variant_id, from_quantity, amount from jsonb_populate_recordset(null::prices, ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from prices p where price_list_id = ${id} and variant_id = any(${variantIds}::uuid[])
        and not exists (select 1 from wanted w where (w.variant_id, w.from_quantity) = (p.variant_id, p.from_quantity))
      returning variant_id, from_quantity, null::bigint as amount, null::bigint as sale_amount
    ), written as (
      insert into prices as p (price_list_id, variant_id, from_quantity, amount)
      select ${id}::uuid, variant_id, from_quantity, amount from wanted order by variant_id, from_quantity
      on conflict (price_list_id, variant_id, from_quantity) do update set amount = excluded.amount
      where p.amount <> excluded.amount
      returning variant_id, from_quantity, amount, sale_amount
    ), changed as (
      select * from gone union all select * from written
    ), history as (
      insert into price_history (price_list_id, variant_id, from_quantity, amount, sale_amount)
      select ${id}::uuid, variant_id, from_quantity, amount, sale_amount from changed
    )
    select distinct product_id from changed join variants on variants.id = changed.variant_id`.execute(tx)
  return changed.map((row) => row.product_id)
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
      returning variant_id, from_quantity
    ), history as (
      insert into price_history (price_list_id, variant_id, from_quantity, amount)
      select ${listId}::uuid, variant_id, from_quantity, null from gone
    )
    select distinct product_id from gone join variants on variants.id = gone.variant_id`.execute(tx)
  return rows.map((row) => row.product_id)
}
