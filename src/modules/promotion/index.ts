export { applyPromotions } from './apply-promotions.ts'
export { customerKeyOf, normalizeCode } from './code.ts'
export { generateCoupons, MOST_GENERATED } from './generate-coupons.ts'
export { listCoupons, listUses, readCouponsForExport, type CouponListRow, type PromotionUse } from './list-coupons.ts'
export { listPromotions, type PromotionListRow, type PromotionState } from './list-promotions.ts'
export { readPromotionForEdit, type PromotionForEdit } from './promotion-for-edit.ts'
export { emptyPromotions } from './empty-promotions.ts'
export { promotionVersionSql } from './known-promotions.ts'
export type {
  Amounts,
  CodeRefusal,
  CodeResult,
  Coupon,
  Discount,
  ItemSet,
  Promoted,
  Promotion,
  PromotionCart,
  PromotionFacts,
  PromotionLine,
  Reward,
} from './promotion.ts'
export { readPromotions, type PromotionFactsRead } from './read-promotions.ts'
export { releaseCoupons, useCoupons, type CouponExhausted, type NotFirstOrder } from './use-coupons.ts'
export { addCoupon, changeCoupon, type CouponInput, type SaveCouponRefusal } from './save-coupon.ts'
export type { PickedItems, PromotionInput, PromotionProblem, PromotionProblemCode } from './promotion-input.ts'
export { savePromotion, switchPromotion, type SavePromotionRefusal } from './save-promotion.ts'
