import type { CategoryId, CollectionId, CustomerGroupId, MarketId, ProductId, PromotionId, VariantId } from '#kernel/id'
import type { Db } from '#platform/db'
import { rewardOf } from './known-promotions.ts'
import type { Reward } from './promotion.ts'
import type { PickedItems, PromotionInput } from './promotion-input.ts'

export type PromotionForEdit = Readonly<{ id: PromotionId; version: number; promotion: PromotionInput }>

/** A promotion as its form holds it. Null when there is none. */
export async function readPromotionForEdit(db: Db, id: PromotionId): Promise<PromotionForEdit | null> {
  const row = await db.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const [amounts, items, markets, groups] = await Promise.all([
    db.selectFrom('promotion_amounts').selectAll().where('promotion_id', '=', id).orderBy('currency').execute(),
    db.selectFrom('promotion_items').selectAll().where('promotion_id', '=', id).execute(),
    db.selectFrom('promotion_markets').select('market_id').where('promotion_id', '=', id).execute(),
    db.selectFrom('promotion_groups').select('group_id').where('promotion_id', '=', id).execute(),
  ])
  const byCurrency = (which: 'off_amount' | 'minimum_amount') =>
    Object.fromEntries(amounts.flatMap((each) => (each[which] === null ? [] : [[each.currency, each[which]]])))
  const pickedAs = (role: string): PickedItems => pickedOf(items.filter((item) => item.role === role))
  const promotion: PromotionInput = {
    names: row.names as Record<string, string>,
    note: row.note,
    active: row.active,
    byCode: row.by_code,
    reward: rewardOf({ ...row, kind: row.kind as Reward['kind'], offs: byCurrency('off_amount') }),
    priority: row.priority,
    stacks: row.stacks,
    rewards: row.rewards === 'all' ? 'all' : pickedAs('reward'),
    needs: row.needs === 'listed' ? pickedAs('need') : row.needs === 'same' ? 'same' : 'all',
    minimums: byCurrency('minimum_amount'),
    minimumQuantity: row.minimum_quantity,
    markets: row.every_market ? 'all' : markets.map((each) => each.market_id as MarketId),
    groups: row.every_customer ? 'all' : groups.map((each) => each.group_id as CustomerGroupId),
    countries: row.countries,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    maxUses: row.max_uses,
    maxUsesPerCustomer: row.max_uses_per_customer,
    firstOrderOnly: row.first_order_only,
  }
  return { id, version: row.version, promotion }
}

type Item = {
  product_id: string | null
  variant_id: string | null
  category_id: string | null
  collection_id: string | null
}

const pickedOf = (items: readonly Item[]): PickedItems => ({
  productIds: items.flatMap((item) => (item.product_id === null ? [] : [item.product_id as ProductId])),
  variantIds: items.flatMap((item) => (item.variant_id === null ? [] : [item.variant_id as VariantId])),
  categoryIds: items.flatMap((item) => (item.category_id === null ? [] : [item.category_id as CategoryId])),
  collectionIds: items.flatMap((item) => (item.collection_id === null ? [] : [item.collection_id as CollectionId])),
})
