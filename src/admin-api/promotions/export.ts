import { stringify } from 'csv-stringify/sync'

import type { PromotionId } from '#kernel/id'
import { readCouponsForExport } from '#modules/promotion'
import type { Db } from '#platform/db'

const columns = ['code', 'active', 'uses', 'max_uses', 'only_for', 'starts_at', 'ends_at', 'batch']

/** All codes of a promotion as a file for a table calculation; no cell of it can become a formula. */
export async function couponFile(db: Db, promotionId: PromotionId): Promise<string> {
  const coupons = await readCouponsForExport(db, promotionId)
  const rows = coupons.map((coupon) => [
    coupon.code,
    coupon.active ? 'yes' : 'no',
    coupon.uses,
    coupon.maxUses ?? '',
    coupon.onlyFor ?? '',
    coupon.startsAt?.toISOString() ?? '',
    coupon.endsAt?.toISOString() ?? '',
    coupon.batch,
  ])
  return stringify([columns, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}
