import { sql, type RawBuilder } from 'kysely'

import type { CouponId, OrderId, PromotionId } from '#kernel/id'
import type { Db } from '#platform/db'

export type CouponListRow = Readonly<{
  id: CouponId
  code: string
  active: boolean
  onlyFor: string | null
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
  /** Living orders that have it. */
  uses: number
  batch: string
}>

type Wish = { promotionId: PromotionId; search: string; limit: number; offset: number }

const columns = sql`c.id, c.code, c.active, c.only_for as "onlyFor", c.starts_at as "startsAt", c.ends_at as "endsAt",
  c.max_uses as "maxUses", c.batch,
  (select count(*)::int from promotion_uses where coupon_id = c.id and released_at is null) as uses`

/** A promotion's codes, the newest first, and how many there are in all. */
export async function listCoupons(
  db: Db,
  { promotionId, search, limit, offset }: Wish,
): Promise<{ coupons: CouponListRow[]; total: number }> {
  const where = ofPromotion(promotionId, search)
  const { rows: counts } = await sql<{ total: number }>`select count(*)::int as total from coupons c
    where ${where}`.execute(db)
  const { rows } = await sql<CouponListRow>`select ${columns} from coupons c where ${where}
    order by c.created_at desc, c.id limit ${limit} offset ${offset}`.execute(db)
  return { coupons: rows, total: counts[0]?.total ?? 0 }
}

/** All of them, for a file. */
export async function readCouponsForExport(db: Db, promotionId: PromotionId): Promise<CouponListRow[]> {
  const { rows } = await sql<CouponListRow>`select ${columns} from coupons c where ${ofPromotion(promotionId, '')}
    order by c.created_at desc, c.id`.execute(db)
  return rows
}

function ofPromotion(promotionId: PromotionId, search: string): RawBuilder<boolean> {
  const like = `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<boolean>`c.promotion_id = ${promotionId}
    and (c.code ilike ${like} or c.batch ilike ${like} or c.only_for ilike ${like})`
}

export type PromotionUse = Readonly<{
  orderId: OrderId
  /** Null for an order that is no more. */
  orderNumber: number | null
  code: string | null
  email: string
  at: Date
  /** The order was dropped; it no longer counts. */
  isReleased: boolean
  /** Minor units of the order's currency; null for an order that is no more. */
  amount: number | null
  currency: string | null
}>

/** Which orders have had a promotion, the newest first. */
export async function listUses(
  db: Db,
  { promotionId, limit, offset }: Omit<Wish, 'search'>,
): Promise<{ uses: PromotionUse[]; total: number }> {
  const { rows: counts } = await sql<{ total: number }>`select count(*)::int as total from promotion_uses
    where promotion_id = ${promotionId}`.execute(db)
  const { rows } = await sql<PromotionUse>`
    select u.order_id as "orderId", o.number as "orderNumber", c.code, coalesce(o.email, u.customer_key) as email,
      u.created_at as at, u.released_at is not null as "isReleased", o.currency,
      (select sum(amount)::bigint from order_discounts where order_id = o.id and promotion_id = u.promotion_id) as amount
    from promotion_uses u left join orders o on o.id = u.order_id left join coupons c on c.id = u.coupon_id
    where u.promotion_id = ${promotionId} order by u.created_at desc, u.id limit ${limit} offset ${offset}`.execute(db)
  return { uses: rows, total: counts[0]?.total ?? 0 }
}
