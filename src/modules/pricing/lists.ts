import { sql } from 'kysely'

import type { CustomerGroupId, MarketId, PriceListId, VariantId } from '#kernel/id'
import { currencyOf, type Currency } from '#kernel/money'
import type { Db, Tx } from '#platform/db'
import { remembered } from '#platform/remembered'
import type { ListWords } from './save-list.ts'
import type { Tier } from './set-list-prices.ts'

/** A list as staff see it. */
export type PriceListForEdit = ListWords &
  Readonly<{
    id: PriceListId
    marketId: MarketId
    marketName: string
    groupName: string | null
    currency: Currency
    /** It holds the market's ordinary prices. */
    isBase: boolean
    version: number
    /** How many variants have a price in it. */
    variants: number
  }>

/** All lists by market, each market's ordinary prices first. */
export async function readLists(db: Db | Tx, id: PriceListId | null = null): Promise<PriceListForEdit[]> {
  const rows = await db
    .selectFrom('price_lists as l')
    .innerJoin('markets as m', 'm.id', 'l.market_id')
    .leftJoin('customer_groups as g', 'g.id', 'l.group_id')
    .select(['l.id', 'l.market_id', 'm.name as marketName', 'g.name as groupName', 'l.currency', 'l.version', 'l.name'])
    .select(['l.group_id', 'l.starts_at as startsAt', 'l.ends_at as endsAt', 'l.active', 'l.is_base as isBase'])
    .select(sql<number>`(select count(distinct variant_id) from prices where price_list_id = l.id)`.as('variants'))
    .where((the) => (id === null ? the.lit(true) : the('l.id', '=', id)))
    .orderBy('m.position')
    .orderBy('l.is_base', 'desc')
    .orderBy('l.name')
    .orderBy('l.id')
    .execute()
  return rows.map(({ market_id, group_id, ...row }) => ({
    ...row,
    id: row.id as PriceListId,
    marketId: market_id as MarketId,
    groupId: group_id as CustomerGroupId | null,
    currency: currencyOf(row.currency),
  }))
}

/** A variant with what a list says about it. */
export type ListedVariant = Readonly<{
  variantId: VariantId
  title: string
  /** `["M","Sea"]` */
  options: string[]
  sku: string | null
  /** What the market ordinarily asks for one; null: not for sale there. */
  ordinary: number | null
  tiers: readonly Tier[]
}>

type Wish = Readonly<{
  id: PriceListId
  /** A part of a product's title or of a SKU. */
  query: string
  /** Only what is in the list already, or everything that there is. */
  only: 'listed' | 'all'
  limit: number
  offset: number
}>

type Row = Omit<ListedVariant, 'options'> & { options: string; total: number }

/** Variants by product, with what this list says about each. */
export async function readListedVariants(
  db: Db | Tx,
  { id, query, only, limit, offset }: Wish,
): Promise<{ variants: ListedVariant[]; total: number }> {
  const like = `%${query.trim().replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  const { rows } = await sql<Row>`
    select v.id as "variantId", p.title, v.option_key as options, v.sku, count(*) over () as total,
      (select b.amount from price_lists l join price_lists bl on bl.market_id = l.market_id and bl.is_base
        join prices b on b.price_list_id = bl.id and b.variant_id = v.id and b.from_quantity = 1
        where l.id = ${id}) as ordinary,
      (select coalesce(json_agg(json_build_object('fromQuantity', from_quantity, 'amount', amount) order by from_quantity), '[]')
        from prices where price_list_id = ${id} and variant_id = v.id) as tiers
    from variants v join products p on p.id = v.product_id
    where v.archived_at is null
      and (${only === 'all'} or exists (select 1 from prices where price_list_id = ${id} and variant_id = v.id))
      and (${query.trim() === ''} or p.title ilike ${like} or v.sku ilike ${like})
    order by p.title, p.id, v.position, v.id limit ${limit} offset ${offset}`.execute(db)
  return {
    variants: rows.map(({ total: _total, options, ...row }) => ({ ...row, options: valuesIn(options) })),
    total: rows[0]?.total ?? 0,
  }
}

function valuesIn(optionKey: string): string[] {
  const values: unknown = JSON.parse(optionKey)
  return Array.isArray(values) ? values.map(String) : []
}

/** Variants by SKU as it is written, for prices that come from a spreadsheet. */
export async function variantsBySku(db: Db | Tx, skus: readonly string[]): Promise<Map<string, VariantId>> {
  if (skus.length === 0) return new Map()
  const rows = await db
    .selectFrom('variants')
    .select(['id', 'sku'])
    .where('sku', 'in', [...skus])
    .where('archived_at', 'is', null)
    .execute()
  return new Map(rows.flatMap(({ id, sku }) => (sku === null ? [] : [[sku, id as VariantId] as const])))
}

/** What this list says about these variants now. */
export async function tiersOf(
  db: Db | Tx,
  id: PriceListId,
  variantIds: readonly VariantId[],
): Promise<Map<VariantId, Tier[]>> {
  if (variantIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('prices')
    .select(['variant_id', 'from_quantity as fromQuantity', 'amount'])
    .where('price_list_id', '=', id)
    .where('variant_id', 'in', [...variantIds])
    .orderBy('from_quantity')
    .execute()
  const tiers = new Map<VariantId, Tier[]>()
  for (const { variant_id, ...tier } of rows)
    tiers.set(variant_id as VariantId, [...(tiers.get(variant_id as VariantId) ?? []), tier])
  return tiers
}

/** Does a group have prices of its own anywhere? Only then its customers need pages of their own. */
export const hasOwnPrices = remembered(
  async (db: Db, groupId: CustomerGroupId): Promise<boolean> => {
    const list = await db
      .selectFrom('price_lists')
      .select('id')
      .where('group_id', '=', groupId)
      .where('active', '=', true)
      .limit(1)
      .executeTakeFirst()
    return list !== undefined
  },
  (groupId) => groupId,
)
