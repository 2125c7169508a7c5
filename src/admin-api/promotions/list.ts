import type { z } from 'zod'

import type { PromotionId } from '#kernel/id'
import { currencyOf, money } from '#kernel/money'
import { listCoupons, listPromotions, listUses, type CouponListRow } from '#modules/promotion'
import type { Db } from '#platform/db'
import type { Page } from '../types.ts'
import type { couponListQuery, promotionListQuery } from './input.ts'
import type { CouponRow, PromotionRow, PromotionUseRow } from './types.ts'

const PAGE_SIZE = 50

export async function promotionPage(
  db: Db,
  { view, search, sort, page }: z.output<typeof promotionListQuery>,
  now: Date,
): Promise<Page<PromotionRow>> {
  const state = view === 'all' ? undefined : view
  const { promotions, total } = await listPromotions(db, { state, search, sort, now, ...window(page) })
  const rows = promotions.map(({ names, startsAt, endsAt, ...row }): PromotionRow => ({
    ...row,
    name: names['en'] ?? Object.values(names)[0] ?? '',
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
  }))
  return { rows, total, page, pageSize: PAGE_SIZE }
}

const window = (page: number) => ({ limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })

export async function couponPage(
  db: Db,
  promotionId: PromotionId,
  { search, page }: z.output<typeof couponListQuery>,
): Promise<Page<CouponRow>> {
  const { coupons, total } = await listCoupons(db, { promotionId, search, ...window(page) })
  return { rows: coupons.map(couponRow), total, page, pageSize: PAGE_SIZE }
}

const couponRow = ({ startsAt, endsAt, ...coupon }: CouponListRow): CouponRow => ({
  ...coupon,
  startsAt: startsAt?.toISOString() ?? null,
  endsAt: endsAt?.toISOString() ?? null,
})

export async function usesPage(db: Db, promotionId: PromotionId, page: number): Promise<Page<PromotionUseRow>> {
  const { uses, total } = await listUses(db, { promotionId, ...window(page) })
  const rows = uses.map(({ amount, currency, at, ...use }): PromotionUseRow => ({
    ...use,
    at: at.toISOString(),
    amount: amount === null || currency === null ? null : money(amount, currencyOf(currency)),
  }))
  return { rows, total, page, pageSize: PAGE_SIZE }
}
