import { newId, type CouponId, type PromotionId } from '#kernel/id'
import { ok, refuse, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import { brokenRule } from '#platform/db-errors'
import { recordEvent } from '#platform/events'
import { customerKeyOf, isCode, normalizeCode } from './code.ts'
import { lockCoupon, updateCoupon, insertCoupons } from './coupon-store.ts'
import { isPromotion, lockPromotion, usesOf } from './promotion-store.ts'

/** A code as its form holds it. */
export type CouponInput = Readonly<{
  /** As typed; it is stored normalized. A code that is there keeps its code. */
  code: string
  active: boolean
  /** The e-mail address of the one customer it is for; null: for whoever knows it. */
  onlyFor: string | null
  startsAt: Date | null
  endsAt: Date | null
  maxUses: number | null
}>

export type SaveCouponRefusal =
  | { code: 'not_found' }
  | { code: 'code_invalid' }
  | { code: 'code_taken'; coupon: string }
  | { code: 'customer_invalid' }
  | { code: 'ends_before_start' }
  | { code: 'limit_invalid' }
  | { code: 'limit_below_used'; used: number }

/** What is wrong with a code by itself. */
export function couponFault({ code, onlyFor, startsAt, endsAt, maxUses }: CouponInput): SaveCouponRefusal | null {
  if (!isCode(normalizeCode(code))) return { code: 'code_invalid' }
  if (onlyFor !== null && !/^[^\s@]+@[^\s@]+$/.test(onlyFor.trim())) return { code: 'customer_invalid' }
  if (startsAt && endsAt && endsAt <= startsAt) return { code: 'ends_before_start' }
  if (maxUses !== null && (!Number.isInteger(maxUses) || maxUses < 1 || maxUses > 1_000_000_000)) {
    return { code: 'limit_invalid' }
  }
  return null
}

type AddCoupon = { promotionId: PromotionId; coupon: CouponInput; actor: string }

/** Adds one code to a promotion. A code unlocks one promotion only. */
export async function addCoupon(
  tx: Tx,
  { promotionId, coupon, actor }: AddCoupon,
): Promise<Result<{ couponId: CouponId }, SaveCouponRefusal>> {
  const fault = couponFault(coupon)
  if (fault) return refuse(fault)
  if (!(await isPromotion(tx, promotionId))) return refuse({ code: 'not_found' })
  const row = { ...coupon, id: newId<'coupon'>(), code: normalizeCode(coupon.code), onlyFor: keyOf(coupon) }
  try {
    await insertCoupons(tx, { promotionId, batch: '', coupons: [row] })
  } catch (error) {
    if (brokenRule(error) === 'coupons_code_key') return refuse({ code: 'code_taken', coupon: row.code })
    throw error
  }
  await recordEvent(tx, { type: 'promotion.coupon_saved', subjectId: promotionId, data: { code: row.code }, actor })
  return ok({ couponId: row.id })
}

const keyOf = ({ onlyFor }: CouponInput): string | null => (onlyFor === null ? null : customerKeyOf(onlyFor))

type ChangeCoupon = { id: CouponId; promotionId: PromotionId; coupon: CouponInput; actor: string }

/** Changes everything about a code but the code. */
export async function changeCoupon(
  tx: Tx,
  { id, promotionId, coupon, actor }: ChangeCoupon,
): Promise<Result<null, SaveCouponRefusal>> {
  await lockPromotion(tx, promotionId)
  const before = await lockCoupon(tx, { id, promotionId })
  if (!before) return refuse({ code: 'not_found' })
  const changed = { ...coupon, code: before.code }
  const fault = couponFault(changed)
  if (fault) return refuse(fault)
  const used = await usesOf(tx, { couponId: id })
  if (coupon.maxUses !== null && coupon.maxUses < used) return refuse({ code: 'limit_below_used', used })
  await updateCoupon(tx, id, { ...changed, onlyFor: keyOf(coupon), used })
  await recordEvent(tx, { type: 'promotion.coupon_saved', subjectId: promotionId, data: { code: before.code }, actor })
  return ok(null)
}
