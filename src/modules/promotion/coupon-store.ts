import { sql } from 'kysely'

import type { CouponId, PromotionId } from '#kernel/id'
import type { Tx } from '#platform/db'

export type CouponRow = {
  id: CouponId
  code: string
  active: boolean
  onlyFor: string | null
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
}

export async function lockCoupon(
  tx: Tx,
  { id, promotionId }: { id: CouponId; promotionId: PromotionId },
): Promise<{ code: string } | null> {
  const row = await tx
    .selectFrom('coupons')
    .select('code')
    .where('id', '=', id)
    .where('promotion_id', '=', promotionId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

type NewCoupons = { promotionId: PromotionId; batch: string; coupons: readonly CouponRow[] }

/** @throws DatabaseError on `coupons_code_key` for a code that is there already. */
export async function insertCoupons(tx: Tx, { promotionId, batch, coupons }: NewCoupons): Promise<void> {
  await sql`insert into coupons (id, promotion_id, code, active, only_for, starts_at, ends_at, max_uses, batch)
    select id, ${promotionId}::uuid, code, active, "onlyFor", "startsAt", "endsAt", "maxUses", ${batch}
    from jsonb_to_recordset(${JSON.stringify(coupons)}::jsonb) as c(id uuid, code text, active boolean, "onlyFor" text,
      "startsAt" timestamptz, "endsAt" timestamptz, "maxUses" integer)`.execute(tx)
}

/** Which of these codes are there already. */
export async function takenCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('coupons')
    .select('code')
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Set(rows.map(({ code }) => code))
}

export async function updateCoupon(
  tx: Tx,
  id: CouponId,
  coupon: Omit<CouponRow, 'id'> & { used: number },
): Promise<void> {
  await tx
    .updateTable('coupons')
    .set({
      active: coupon.active,
      only_for: coupon.onlyFor,
      starts_at: coupon.startsAt,
      ends_at: coupon.endsAt,
      max_uses: coupon.maxUses,
      used: coupon.used,
    })
    .where('id', '=', id)
    .execute()
}
