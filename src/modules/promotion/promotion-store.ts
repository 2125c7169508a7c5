import { sql } from 'kysely'

import type { CouponId, PromotionId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Reward } from './promotion.ts'
import type { PickedItems, PromotionInput } from './promotion-input.ts'

/** Waits for orders that are being placed with it, so that what is counted afterwards is all there is. */
export async function lockPromotion(tx: Tx, id: PromotionId): Promise<{ version: number; active: boolean } | null> {
  const row = await tx
    .selectFrom('promotions')
    .select(['version', 'active'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function isPromotion(tx: Tx, id: PromotionId): Promise<boolean> {
  return (await tx.selectFrom('promotions').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** How many living orders have it; to be asked after the lock. */
export async function usesOf(tx: Tx, by: { promotionId: PromotionId } | { couponId: CouponId }): Promise<number> {
  const all = tx.selectFrom('promotion_uses').select((eb) => eb.fn.countAll<number>().as('uses'))
  const mine =
    'promotionId' in by ? all.where('promotion_id', '=', by.promotionId) : all.where('coupon_id', '=', by.couponId)
  const { uses } = await mine.where('released_at', 'is', null).executeTakeFirstOrThrow()
  return uses
}

/** What is kept in memory anywhere is no longer asked. */
export async function bumpVersion(tx: Tx): Promise<void> {
  await tx
    .updateTable('promotion_versions')
    .set({ version: sql<string>`gen_random_uuid()` })
    .execute()
}

export async function writeSwitch(tx: Tx, id: PromotionId, active: boolean): Promise<void> {
  await tx
    .updateTable('promotions')
    .set((eb) => ({ active, version: eb('version', '+', 1), updated_at: sql<Date>`now()` }))
    .where('id', '=', id)
    .execute()
}

export async function writePromotion(tx: Tx, id: PromotionId, input: PromotionInput & { used: number }): Promise<void> {
  const columns = columnsOf(input)
  await tx
    .insertInto('promotions')
    .values({ id, ...columns })
    .onConflict((same) =>
      same
        .column('id')
        .doUpdateSet((eb) => ({ ...columns, version: eb('promotions.version', '+', 1), updated_at: sql<Date>`now()` })),
    )
    .execute()
  await writeAmounts(tx, id, input)
  await writeItems(tx, id, input)
  await writeAudience(tx, id, input)
}

const columnsOf = (input: PromotionInput & { used: number }) => ({
  names: JSON.stringify(namesOf(input.names)),
  note: input.note.trim(),
  active: input.active,
  by_code: input.byCode,
  priority: input.priority,
  stacks: input.stacks,
  ...rewardColumns(input.reward),
  rewards: input.rewards === 'all' ? 'all' : 'listed',
  needs: typeof input.needs === 'string' ? input.needs : 'listed',
  minimum_quantity: input.minimumQuantity,
  every_market: input.markets === 'all',
  every_customer: input.groups === 'all',
  countries: [...new Set(input.countries)].toSorted(),
  starts_at: input.startsAt,
  ends_at: input.endsAt,
  max_uses: input.maxUses,
  max_uses_per_customer: input.maxUsesPerCustomer,
  first_order_only: input.firstOrderOnly,
  used: input.used,
})

const namesOf = (names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names)
      .map(([language, name]) => [language, name.trim()] as const)
      .filter(([, name]) => name !== ''),
  )

const rewardColumns = (reward: Reward) => ({
  kind: reward.kind,
  percent_ppm: 'ppm' in reward ? reward.ppm : null,
  buy_quantity: 'buy' in reward ? reward.buy : null,
  get_quantity: 'get' in reward ? reward.get : null,
  max_times: 'times' in reward ? reward.times : null,
})

async function writeAmounts(tx: Tx, id: PromotionId, { reward, minimums }: PromotionInput): Promise<void> {
  const offs: Readonly<Record<string, number>> = 'amounts' in reward ? reward.amounts : {}
  const rows = [...new Set([...Object.keys(offs), ...Object.keys(minimums)])].map((currency) => ({
    promotion_id: id,
    currency,
    off_amount: offs[currency] ?? null,
    minimum_amount: minimums[currency] ?? null,
  }))
  await tx.deleteFrom('promotion_amounts').where('promotion_id', '=', id).execute()
  if (rows.length > 0) await tx.insertInto('promotion_amounts').values(rows).execute()
}

async function writeItems(tx: Tx, id: PromotionId, { rewards, needs }: PromotionInput): Promise<void> {
  await tx.deleteFrom('promotion_items').where('promotion_id', '=', id).execute()
  if (typeof rewards !== 'string') await insertItems(tx, { id, role: 'reward', items: rewards })
  if (typeof needs !== 'string') await insertItems(tx, { id, role: 'need', items: needs })
}

type Picked = { id: PromotionId; role: 'reward' | 'need'; items: PickedItems }

async function insertItems(tx: Tx, { id, role, items }: Picked): Promise<void> {
  const nothing = { promotion_id: id, role, product_id: null, variant_id: null, category_id: null, collection_id: null }
  const each = (ids: readonly string[], column: string) =>
    [...new Set(ids)].map((thing) => ({ ...nothing, [column]: thing }))
  const rows = [
    ...each(items.productIds, 'product_id'),
    ...each(items.variantIds, 'variant_id'),
    ...each(items.categoryIds, 'category_id'),
    ...each(items.collectionIds, 'collection_id'),
  ]
  await sql`insert into promotion_items select * from jsonb_populate_recordset(null::promotion_items,
    ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

async function writeAudience(tx: Tx, id: PromotionId, { markets, groups }: PromotionInput): Promise<void> {
  await tx.deleteFrom('promotion_markets').where('promotion_id', '=', id).execute()
  await tx.deleteFrom('promotion_groups').where('promotion_id', '=', id).execute()
  if (markets !== 'all') {
    const rows = [...new Set(markets)].map((market) => ({ promotion_id: id, market_id: market }))
    await tx.insertInto('promotion_markets').values(rows).execute()
  }
  if (groups !== 'all') {
    const rows = [...new Set(groups)].map((group) => ({ promotion_id: id, group_id: group }))
    await tx.insertInto('promotion_groups').values(rows).execute()
  }
}
