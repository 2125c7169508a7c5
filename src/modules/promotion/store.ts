import { sql } from 'kysely'

import type { CouponId, CustomerId, OrderId, PromotionId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { runNamed } from '#platform/prepared'
import { hasOrdered, turnsOf, type Buyer } from './first-order.ts'

/**
 * Keeps limits from being changed until this transaction is over, so that what follows counts by the limits that hold.
 * Orders do not wait for each other here, but for those of the same buyer where an offer is for a first order: what
 * follows sees what they have done.
 */
export async function holdPromotions(tx: Tx, ids: readonly PromotionId[], buyer: Buyer): Promise<void> {
  const statement = sql`with held as (
      select first_order_only from promotions where id = any(${[...ids]}::uuid[]) order by id for key share
    )
    select pg_advisory_xact_lock(hashtextextended('first order ' || turn, 0))
    from ${turnsOf(buyer)} turns where (select bool_or(first_order_only) from held)`
  await runNamed(tx, 'hold_promotions', statement)
}

type Use = {
  id: string
  orderId: OrderId
  promotionId: PromotionId
  couponId: CouponId | null
  customerKey: string
  customerId: CustomerId | null
}

/** What stood in the way; null: nothing. */
export type InTheWay = 'exhausted' | 'not_first_order' | null

/**
 * Counts one use against each limit, and says which of them stood in the way. Where one did, the transaction must
 * be given up. What has no limit in all is not counted, or all orders of the shop would queue at one row.
 */
export async function takeUse(tx: Tx, use: Use): Promise<InTheWay> {
  const { id, orderId, promotionId, couponId, customerKey } = use
  const statement = sql<{ missed: InTheWay }>`with noted as (
      insert into promotion_uses (id, order_id, promotion_id, coupon_id, customer_key)
      values (${id}, ${orderId}, ${promotionId}, ${couponId}, ${customerKey})
      on conflict (order_id, promotion_id) do update set released_at = null, coupon_id = excluded.coupon_id,
          customer_key = excluded.customer_key where promotion_uses.released_at is not null
      returning promotion_id
    ), limits as (
      select p.id, p.max_uses, p.max_uses_per_customer, p.first_order_only, c.id as coupon_id, c.max_uses as coupon_max_uses
      from promotions p join noted n on n.promotion_id = p.id left join coupons c on c.id = ${couponId}::uuid
    ), counted as (
      update promotions p set used = p.used + 1 from limits l
      where p.id = l.id and p.max_uses is not null and p.used < p.max_uses returning p.id
    ), coupon_counted as (
      update coupons c set used = c.used + 1 from limits l
      where c.id = l.coupon_id and c.max_uses is not null and c.used < c.max_uses returning c.id
    ), customer_counted as (
      insert into promotion_customers as k (promotion_id, customer_key, used)
      select id, ${customerKey}, 1 from limits
      on conflict (promotion_id, customer_key) do update set used = k.used + 1
        where k.used < coalesce((select max_uses_per_customer from promotions where id = k.promotion_id), k.used + 1)
      returning k.promotion_id
    )
    select case
      when not exists (select 1 from limits) then null
      when (select first_order_only from limits) and ${hasOrdered(use, orderId)} then 'not_first_order'
      when exists (select 1 from customer_counted)
        and (exists (select 1 from counted) or (select max_uses is null from limits))
        and (exists (select 1 from coupon_counted) or (select coupon_max_uses is null from limits)) then null
      else 'exhausted' end as missed`
  const [row] = await runNamed(tx, 'take_promotion_use', statement)
  return row ? row.missed : 'exhausted'
}

/** Gives back all that the order's uses had taken. */
export async function giveBackUses(tx: Tx, orderId: OrderId): Promise<void> {
  const hold = sql`select 1 from promotions p join promotion_uses u on u.promotion_id = p.id
    where u.order_id = ${orderId} and u.released_at is null order by p.id for key share of p`
  const release = sql`with freed as (
      update promotion_uses set released_at = now() where order_id = ${orderId} and released_at is null
      returning promotion_id, coupon_id, customer_key
    ), uncounted as (
      update promotions p set used = p.used - 1 from freed f
      where p.id = f.promotion_id and p.max_uses is not null
    ), coupon_uncounted as (
      update coupons c set used = c.used - 1 from freed f where c.id = f.coupon_id and c.max_uses is not null
    )
    update promotion_customers k set used = k.used - 1 from freed f
    where k.promotion_id = f.promotion_id and k.customer_key = f.customer_key`
  await Promise.all([runNamed(tx, 'hold_used_promotions', hold), runNamed(tx, 'give_back_promotion_uses', release)])
}
